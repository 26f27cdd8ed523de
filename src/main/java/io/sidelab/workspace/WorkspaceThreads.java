package io.sidelab.workspace;

import io.sidelab.engine.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this package; the package comment says what each kind may do. The composition root
 * makes one of these and closes it after the workspaces.
 */
public final class WorkspaceThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceThreads.class);

  /** Work waits for the engine nearly all the time, and the engine serves eight calls at once. */
  private static final int WORKERS = 8;

  /** Polls of booting VMs and looks at disks: may be slow, must not delay a start or an end. */
  private static final int OBSERVERS = 4;

  /** Accelerator probes and memory templates take the host's processors for up to a minute. */
  private static final int PREPARERS = 2;

  /** A workspace has at most one task queued per pool and machine: room for a thousand of them. */
  private static final int QUEUED = 10_000;

  /** One that conducts each run, and those that start and remove its containers. */
  private static final int DENSITY = DensitySettings.MOST_RUNS * (1 + Crowd.AT_ONCE);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ThreadPoolExecutor workers = pool("sidelab-workspace-", WORKERS);
  private final ThreadPoolExecutor observers = pool("sidelab-workspace-observer-", OBSERVERS);
  private final ThreadPoolExecutor preparers = pool("sidelab-workspace-preparer-", PREPARERS);
  private final ThreadPoolExecutor density = pool("sidelab-workspace-density-", DENSITY);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, named("sidelab-workspace-timer"));

  public WorkspaceThreads() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** For steps in the life of a workspace. */
  Executor workers() {
    return task -> submit(workers, task);
  }

  /** For looking at machines. */
  Executor observers() {
    return task -> submit(observers, task);
  }

  /** For what must be there before a VM can be made. */
  Executor preparers() {
    return task -> submit(preparers, task);
  }

  /** For races and growing numbers of containers. */
  Executor density() {
    return task -> submit(density, task);
  }

  /** Hands the task to the pool after the delay. */
  void after(Duration delay, Executor pool, Runnable task) {
    try {
      timer.schedule(() -> pool.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("dropped a delayed task: the server stops");
    }
  }

  /** Hands the task to the workers again and again; the task must not pile up on itself. */
  Subscription every(Duration period, Runnable task) {
    long millis = period.toMillis();
    Future<?> ticking =
        timer.scheduleAtFixedRate(
            () -> workers().execute(task), millis, millis, TimeUnit.MILLISECONDS);
    return () -> ticking.cancel(false);
  }

  private void submit(ThreadPoolExecutor pool, Runnable task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException full) {
      if (pool.isShutdown()) {
        LOG.debug("dropped a task: the server stops");
        return;
      }
      LOG.warn("{} tasks are waiting; trying again in {}", QUEUED, RETRY);
      after(RETRY, workersOf(pool), task);
    }
  }

  private Executor workersOf(ThreadPoolExecutor pool) {
    return task -> submit(pool, task);
  }

  private static ThreadPoolExecutor pool(String prefix, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED),
            named(prefix));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      String name = prefix.endsWith("-") ? prefix + number.incrementAndGet() : prefix;
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Interrupts what is still at work and waits for it, for seconds. */
  @Override
  public void close() {
    timer.shutdownNow();
    for (ThreadPoolExecutor pool : List.of(workers, observers, preparers, density)) {
      pool.shutdownNow();
    }
    for (ThreadPoolExecutor pool : List.of(workers, observers, preparers, density)) {
      await(pool);
    }
  }

  private static void await(ThreadPoolExecutor pool) {
    try {
      if (!pool.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} tasks do not end; leaving them", pool.getActiveCount());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
