package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * What one run has made on the engine. A few things are done at a time, so that the engine has time
 * for other learners, too. Whoever conducts the run calls; the steps run on the pool's threads.
 */
final class Crowd {
  /** More at once start no sooner on two processors, and keep everybody else waiting. */
  static final int AT_ONCE = 4;

  /** Longer than some calls that each take the engine's timeout. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Machines machines;
  private final Executor pool;
  private final Map<String, String> labels;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  /** One thing to do. */
  @FunctionalInterface
  interface Step<T> {
    void on(T thing) throws EngineFailure;
  }

  /**
   * @param pool with {@link #AT_ONCE} threads for this run
   * @param labels by which everything of this run is found
   */
  Crowd(Machines machines, Executor pool, Map<String, String> labels) {
    this.machines = machines;
    this.pool = pool;
    this.labels = Map.copyOf(labels);
  }

  Map<String, String> labels() {
    return labels;
  }

  /** Made and not removed. */
  int size() {
    return made.size();
  }

  List<String> ids() {
    return List.copyOf(made);
  }

  String make(MachineSpec spec) throws EngineFailure {
    String id = machines.create(spec);
    made.add(id);
    return id;
  }

  void remove(String id) throws EngineFailure {
    machines.remove(id);
    made.remove(id);
  }

  /**
   * Does the step with each, a few at a time, and waits for all that have begun.
   *
   * @param goOn asked before each
   * @throws EngineFailure the first one; none is begun after it
   */
  <T> void each(Collection<T> things, BooleanSupplier goOn, Step<T> step)
      throws EngineFailure, InterruptedException {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(things); // As many as a run may have at most.
    AtomicReference<EngineFailure> failed = new AtomicReference<>();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(AT_ONCE, things.size()); lane++) {
      lanes.add(CompletableFuture.runAsync(() -> work(waiting, failed, goOn, step), pool));
    }
    await(CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)));
    if (failed.get() != null) {
      throw failed.get();
    }
  }

  private static <T> void work(
      Queue<T> waiting, AtomicReference<EngineFailure> failed, BooleanSupplier goOn, Step<T> step) {
    T next;
    while (failed.get() == null && goOn.getAsBoolean() && (next = waiting.poll()) != null) {
      try {
        step.on(next);
      } catch (EngineFailure failure) {
        failed.compareAndSet(null, failure);
      }
    }
  }

  private static void await(CompletableFuture<Void> all)
      throws EngineFailure, InterruptedException {
    try {
      all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a step of a run failed", broken.getCause());
    } catch (TimeoutException slow) {
      throw new EngineFailure(
          FailureReason.ENGINE_TIMEOUT,
          "The engine takes unusually long. Try again in a minute.",
          "a step of a run did not end within " + PATIENCE,
          slow);
    }
  }

  /** Removes everything, what a failure left unknown included. */
  void removeAll() throws EngineFailure, InterruptedException {
    each(ids(), () -> true, this::remove);
    List<String> left = machines.list(labels).stream().map(Labelled::id).toList();
    each(left, () -> true, this::remove);
  }
}
