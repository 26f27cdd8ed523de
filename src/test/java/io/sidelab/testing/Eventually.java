package io.sidelab.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition by asking again and again; never by sleeping for a guessed time. */
public final class Eventually {
  private static final Duration POLL = Duration.ofMillis(20);

  /** Assertions that may not hold yet. */
  @FunctionalInterface
  public interface Assertions {
    void call() throws Exception;
  }

  private Eventually() {}

  /** Until the condition holds; fails with the description when the time is over. */
  public static void until(String description, Duration timeout, Callable<Boolean> condition)
      throws Exception {
    Instant end = Instant.now().plus(timeout);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + timeout + ": " + description);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Until the assertions pass; fails with their last failure when the time is over. */
  public static void passes(Duration timeout, Assertions assertions) throws Exception {
    Instant end = Instant.now().plus(timeout);
    while (true) {
      try {
        assertions.call();
        return;
      } catch (AssertionError failure) {
        if (Instant.now().isAfter(end)) {
          throw failure;
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }
}
