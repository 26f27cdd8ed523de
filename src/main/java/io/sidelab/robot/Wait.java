package io.sidelab.robot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asking again and again, with pauses between and an end. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final long end;

  Wait(Duration longest) {
    this.end = System.nanoTime() + longest.toNanos();
  }

  /** Pauses for a moment; false when the time is over. */
  boolean again() throws InterruptedException {
    if (System.nanoTime() - end > 0) {
      return false;
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return true;
  }
}
