package io.sidelab.http;

import io.sidelab.engine.EngineFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how the engine is without making anybody wait for long. Asking costs one thread of the
 * executor at a time, however many look and however long the engine hangs.
 */
final class EngineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

  /** An engine that is well answers in a tenth of this; whoever looks may wait that long. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EngineProbe probe;
  private final Executor executor;
  private final Duration refresh;
  private final Duration timeout;
  private final Clock clock;

  // Guarded by this; held for moments only.
  private EngineHealth last = EngineHealth.unknown();
  private Instant answered = Instant.MIN;
  private Instant asked = Instant.MIN;
  private long askedNanos;
  private CountDownLatch question = new CountDownLatch(0);

  EngineWatch(EngineProbe probe, Executor executor, HttpSettings settings, Clock clock) {
    this.probe = probe;
    this.executor = executor;
    this.refresh = settings.engineRefresh();
    this.timeout = settings.engineTimeout();
    this.clock = clock;
  }

  /**
   * What is known now. Finds out anew when that is old, and waits for the answer until the question
   * is a second old: an engine that hangs delays the first requests, and none after them.
   */
  EngineHealth health() {
    refresh();
    await();
    synchronized (this) {
      boolean hangs = asking() && asked.isBefore(clock.instant().minus(timeout));
      return hangs ? last.down("The engine takes questions but does not answer them.") : last;
    }
  }

  /** Starts to find out anew when what is known is old. Does not wait. */
  void refresh() {
    Instant now = clock.instant();
    synchronized (this) {
      if (asking() || !answered.isBefore(now.minus(refresh))) {
        return;
      }
      question = new CountDownLatch(1);
      asked = now;
      askedNanos = System.nanoTime();
    }
    try {
      executor.execute(this::ask);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("nobody left to ask the engine", stopping);
      keep(null);
    }
  }

  private boolean asking() {
    return question.getCount() > 0;
  }

  private void await() {
    CountDownLatch pending;
    long left;
    synchronized (this) {
      pending = question;
      left = PATIENCE.toNanos() - (System.nanoTime() - askedNanos);
    }
    try {
      if (left > 0 && !pending.await(left, TimeUnit.NANOSECONDS)) {
        LOG.debug("the engine takes longer than {} to say how it is", PATIENCE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    EngineHealth found = null;
    try {
      found = EngineHealth.of(probe.ask());
    } catch (EngineFailure failure) {
      found = known().down(failure.learnerText());
    } catch (RuntimeException broken) {
      LOG.warn("asking the engine failed", broken);
      found = known().down("The engine could not be asked; the server's log says why.");
    } finally {
      keep(found);
    }
  }

  private synchronized EngineHealth known() {
    return last;
  }

  private synchronized void keep(EngineHealth found) {
    answered = clock.instant();
    if (found != null) {
      if (found.up() != last.up()) {
        LOG.info("engine {}", found.up() ? "answers" : "does not answer: " + found.message());
      }
      if (!found.unlimited().isEmpty() && !found.unlimited().equals(last.unlimited())) {
        LOG.warn(
            "the engine limits no {} of machines: one learner can take all of this host",
            String.join(", ", found.unlimited()));
      }
      last = found;
    }
    question.countDown();
  }
}
