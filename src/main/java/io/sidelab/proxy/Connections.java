package io.sidelab.proxy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The browsers' connections that are open. */
final class Connections {
  private final int most;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  Connections(int most) {
    this.most = most;
  }

  /** To be left whatever comes of it; false when there are as many as there may be. */
  boolean enter(Connection connection) {
    return open.size() < most && open.add(connection);
  }

  void leave(Connection connection) {
    open.remove(connection);
  }

  int open() {
    return open.size();
  }

  /** Closes those that nothing passed through for so long. */
  void closeIdle(long nanos) {
    open.stream().filter(one -> one.idleFor(nanos)).forEach(Connection::close);
  }

  void closeAll() {
    open.forEach(Connection::close);
  }
}
