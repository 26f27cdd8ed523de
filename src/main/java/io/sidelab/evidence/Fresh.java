package io.sidelab.evidence;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Measures at most so often for each key, however many ask. Safe for use by any thread: the first
 * one to ask measures, on its own thread, and the others wait for it, without a lock. A failure is
 * everybody's too, until it is as old. What nobody asks for any more is forgotten.
 */
public final class Fresh<K, V> {
  /** Longer than any measurement of machines that do not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is measured. */
  @FunctionalInterface
  public interface Source<V> {
    V measure() throws EngineFailure;
  }

  /**
   * A value with its age.
   *
   * @param at when measuring began
   */
  public record Measured<V>(Instant at, V value) {}

  private record Measuring<V>(Instant begun, CompletableFuture<V> result) {}

  private final Duration fresh;
  private final Duration kept;
  private final Clock clock;
  private final Map<K, Measuring<V>> latest = new ConcurrentHashMap<>();

  /**
   * @param fresh younger values are given again
   */
  public Fresh(Duration fresh, Clock clock) {
    this.fresh = fresh;
    this.kept = fresh.compareTo(PATIENCE) > 0 ? fresh : PATIENCE;
    this.clock = clock;
  }

  /** Blocks for as long as measuring takes, at most half a minute for those who wait. */
  public Measured<V> get(K key, Source<V> source) throws EngineFailure {
    Instant now = clock.instant();
    latest.values().removeIf(old -> old.begun().plus(kept).isBefore(now));
    Measuring<V> own = new Measuring<>(now, new CompletableFuture<>());
    Measuring<V> current =
        latest.merge(
            key, own, (before, next) -> before.begun().plus(fresh).isBefore(now) ? next : before);
    if (current == own) {
      complete(own.result(), source);
    }
    return new Measured<>(current.begun(), await(current.result()));
  }

  private void complete(CompletableFuture<V> result, Source<V> source) {
    try {
      result.complete(source.measure());
    } catch (EngineFailure | RuntimeException failure) {
      result.completeExceptionally(failure);
    }
  }

  private V await(CompletableFuture<V> result) throws EngineFailure {
    try {
      return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EngineFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("measuring failed", failed.getCause());
    } catch (TimeoutException slow) {
      throw new EngineFailure(
          FailureReason.ENGINE_TIMEOUT,
          "The engine takes unusually long to measure. The next try may do better.",
          "no evidence within " + PATIENCE,
          slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineFailure(
          FailureReason.INTERRUPTED, "The server is stopping.", "interrupted", interrupted);
    }
  }
}
