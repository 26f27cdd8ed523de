package io.sidelab.docker;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when the time is over, and takes the interruption back when
 * closed. Needed because the transport knows no read timeout on Unix sockets; an interruption
 * closes the channel that the thread waits on.
 */
final class Deadline implements AutoCloseable {
  private final Thread caller = Thread.currentThread();
  private final ScheduledFuture<?> alarm;
  private boolean over;
  private boolean expired;

  Deadline(ScheduledExecutorService timer, Duration timeout) {
    alarm = timer.schedule(this::ring, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void ring() {
    if (!over) {
      expired = true;
      caller.interrupt();
    }
  }

  synchronized boolean expired() {
    return expired;
  }

  /** To be called by the thread that made it. */
  @Override
  public synchronized void close() {
    over = true;
    alarm.cancel(false);
    if (expired) {
      Thread.interrupted();
    }
  }
}
