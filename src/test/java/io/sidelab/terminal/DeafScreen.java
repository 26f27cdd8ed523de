package io.sidelab.terminal;

import java.util.ArrayDeque;

/** Takes no output until it is woken, then everything. */
final class DeafScreen extends RecordingScreen {
  private final ArrayDeque<Runnable> held = new ArrayDeque<>();
  private boolean awake;

  @Override
  void accept(int count, Runnable taken) {
    synchronized (held) {
      if (!awake) {
        held.add(taken);
        return;
      }
    }
    taken.run();
  }

  void wake() {
    Runnable taken;
    synchronized (held) {
      awake = true;
      taken = held.poll();
    }
    if (taken != null) {
      taken.run();
    }
  }
}
