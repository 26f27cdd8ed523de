package io.sidelab.image;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when nothing was heard for too long, and takes the
 * interruption back when closed.
 */
final class Patience implements AutoCloseable {
  private final Thread worker = Thread.currentThread();
  private final long nanos;
  private final ScheduledFuture<?> check;
  private long heard = System.nanoTime();
  private boolean over;
  private boolean lost;

  Patience(ScheduledExecutorService timer, Duration longest) {
    nanos = longest.toNanos();
    long interval = Math.max(1, nanos / 10);
    check = timer.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.NANOSECONDS);
  }

  private synchronized void check() {
    if (!over && !lost && System.nanoTime() - heard > nanos) {
      lost = true;
      worker.interrupt();
    }
  }

  synchronized void heard() {
    heard = System.nanoTime();
  }

  synchronized boolean lost() {
    return lost;
  }

  /** To be called by the thread that made it. */
  @Override
  public synchronized void close() {
    over = true;
    check.cancel(false);
    if (lost) {
      Thread.interrupted();
    }
  }
}
