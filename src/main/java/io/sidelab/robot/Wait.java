package io.sidelab.robot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asking again and again, with pauses between and an end. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Who has waited for long is not in a hurry; a class of robots that waits must not ask more. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final Duration SOON = Duration.ofSeconds(10);

  private final long begun = System.nanoTime();
  private final long end;

  Wait(Duration longest) {
    this.end = begun + longest.toNanos();
  }

  /** Pauses for a moment; false when the time is over. */
  boolean again() throws InterruptedException {
    long now = System.nanoTime();
    if (now - end > 0) {
      return false;
    }
    Duration pause = now - begun < SOON.toNanos() ? PAUSE : LATER;
    pause(pause);
    return true;
  }

  /** Does nothing for so long. */
  static void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    long left = pause.toNanos();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = end - System.nanoTime();
    }
  }
}
