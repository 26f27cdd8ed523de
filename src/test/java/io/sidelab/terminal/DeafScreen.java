package io.sidelab.terminal;

import java.util.ArrayDeque;

/** Takes no output until it is woken, then everything. */
final class DeafScreen extends RecordingScreen {
  private final ArrayDeque<Runnable> held = new ArrayDeque<>();
  private Runnable unheard;
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

  @Override
  void hear(Runnable taken) {
    synchronized (held) {
      if (!awake) {
        unheard = taken;
        return;
      }
    }
    taken.run();
  }

  void wake() {
    Runnable taken;
    Runnable heard;
    synchronized (held) {
      awake = true;
      taken = held.poll();
      heard = unheard;
    }
    if (heard != null) {
      heard.run();
    }
    if (taken != null) {
      taken.run();
    }
  }
}
