package io.sidelab.docker;

/**
 * Counts the calls that use a session, so that one that was given up closes when the last of them
 * is done: a lost connection of one call must not break the others.
 */
final class Lease {
  private final EngineSession session;
  private int users;
  private boolean retired;

  Lease(EngineSession session) {
    this.session = session;
  }

  EngineSession session() {
    return session;
  }

  /** False when it is closed already: take a new one. */
  synchronized boolean enter() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  void leave() {
    boolean last;
    synchronized (this) {
      users--;
      last = retired && users == 0;
    }
    if (last) {
      session.close();
    }
  }

  /** No call begins with it any more. */
  void retire() {
    boolean last;
    synchronized (this) {
      last = !retired && users == 0;
      retired = true;
    }
    if (last) {
      session.close();
    }
  }
}
