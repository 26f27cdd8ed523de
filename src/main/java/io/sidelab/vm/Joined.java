package io.sidelab.vm;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that callers who want the same do once: the first does it, the others wait for it. */
final class Joined<T> {
  private final Map<String, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();
  private final Duration longest;

  /** The work. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws EngineFailure;
  }

  /**
   * @param longest that anybody waits for somebody else's work
   */
  Joined(Duration longest) {
    this.longest = longest;
  }

  T call(String key, Work<T> work) throws EngineFailure {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> other = underWay.putIfAbsent(key, mine);
    if (other != null) {
      return await(key, other);
    }
    try {
      T result = work.run();
      mine.complete(result);
      return result;
    } catch (EngineFailure | RuntimeException failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      underWay.remove(key);
    }
  }

  private T await(String key, CompletableFuture<T> other) throws EngineFailure {
    try {
      return other.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw failure(FailureReason.INTERRUPTED, "The server is stopping.", key, closing);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof EngineFailure cause) {
        throw cause;
      }
      throw failure(FailureReason.ENGINE_ERROR, "The VM could not be prepared.", key, failure);
    } catch (TimeoutException late) {
      throw failure(FailureReason.ENGINE_TIMEOUT, "The VM takes too long to prepare.", key, late);
    }
  }

  private static EngineFailure failure(
      FailureReason reason, String text, String key, Exception cause) {
    return new EngineFailure(reason, text + " Try again in a moment.", key + ": " + cause, cause);
  }
}
