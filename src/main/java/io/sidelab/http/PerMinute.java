package io.sidelab.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many in a minute and no more. For one thread at a time. */
final class PerMinute {
  private final int most;
  private final LongSupplier nanoTime;
  private long began;
  private int taken;

  PerMinute(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** Whether there was one left. */
  boolean take() {
    long now = nanoTime.getAsLong();
    if (now - began >= TimeUnit.MINUTES.toNanos(1)) {
      began = now;
      taken = 0;
    }
    taken = Math.min(taken + 1, most + 1);
    return taken <= most;
  }
}
