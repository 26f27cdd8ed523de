package io.sidelab.terminal;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all terminals: a reader for each TTY, workers for what may block for short
 * (writing input, telling a size, saying that a TTY ended) and for guests, and one clock. None is
 * there without work.
 */
final class TerminalThreads implements Executor, AutoCloseable {
  /** Enough for a socket's and the engine client's calls; the default is four times that. */
  private static final long STACK_BYTES = 256 * 1024;

  /** Since then a virtual thread lets go of its carrier while it holds a monitor. */
  private static final int VIRTUAL_THREADS_SINCE = 24;

  private static final long KEEP_SECONDS = 10;

  private final ThreadFactory readers;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor clock;

  TerminalThreads() {
    this.readers = factory("sidelab-terminal-reader");
    // Unbounded, yet never more than four for a terminal: writing, resizing, serving guests and
    // ending are each one task at a time. A bound would let terminals that are stuck hold up the
    // others.
    this.workers =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory("sidelab-terminal-worker"));
    this.clock = new ScheduledThreadPoolExecutor(1, platform("sidelab-terminal-clock"));
    clock.setKeepAliveTime(KEEP_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
  }

  /** Reads a TTY until its end. */
  void read(Runnable reader) {
    readers.newThread(reader).start();
  }

  /** Runs work that may block, at once and on a thread of its own. */
  @Override
  public void execute(Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException closed) {
      // The server stops: nobody is left to type or to be told.
      return;
    }
  }

  /** Runs this later; must not block. */
  void later(Duration delay, Runnable work) {
    try {
      clock.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      work.run();
    }
  }

  /** Runs what was to come later now, then ends the threads. */
  @Override
  public void close() {
    clock.shutdownNow().forEach(Runnable::run);
    workers.shutdownNow();
  }

  private static ThreadFactory factory(String name) {
    if (Runtime.version().feature() < VIRTUAL_THREADS_SINCE) {
      return platform(name);
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      builder = type.getMethod("name", String.class, long.class).invoke(builder, name + "-", 0L);
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (NoSuchMethodException
        | ClassNotFoundException
        | IllegalAccessException
        | InvocationTargetException without) {
      return platform(name);
    }
  }

  private static ThreadFactory platform(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread =
          new Thread(null, work, name + "-" + count.getAndIncrement(), STACK_BYTES, false);
      thread.setDaemon(true);
      return thread;
    };
  }
}
