package io.sidelab.image;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One thread and what waits for it. */
final class WorkQueue {
  /** More images than any collection of labs names; whoever asks for one more is told so. */
  private static final int LONGEST = 256;

  /** Interrupted work ends within milliseconds, a program that tidies up within seconds. */
  private static final int STOP_SECONDS = 15;

  private final ThreadPoolExecutor worker;

  WorkQueue(String thread) {
    worker =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST), threads(thread));
  }

  static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Work with a result. */
  @FunctionalInterface
  interface Call<T> {
    T call() throws EngineFailure;
  }

  /** Work without one. */
  @FunctionalInterface
  interface Task {
    void run() throws EngineFailure;
  }

  CompletableFuture<Void> run(Task task) {
    return call(
        () -> {
          task.run();
          return null;
        });
  }

  <T> CompletableFuture<T> call(Call<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      worker.execute(
          () -> {
            try {
              result.complete(work.call());
            } catch (EngineFailure | RuntimeException failure) {
              result.completeExceptionally(failure);
            }
          });
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(
          new EngineFailure(
              worker.isShutdown() ? FailureReason.INTERRUPTED : FailureReason.REFUSED,
              "The server prepares too many images already. Try again later.",
              "the queue of images is full or closed",
              full));
    }
    return result;
  }

  /** Drops what waits and takes nothing more, while what runs goes on. */
  void refuse() {
    worker.shutdown();
    worker.getQueue().clear();
  }

  /** Interrupts what runs and drops what waits. */
  void stop() {
    worker.shutdownNow();
  }

  void await() {
    try {
      worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
