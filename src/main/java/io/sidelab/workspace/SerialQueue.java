package io.sidelab.workspace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time and in order, on threads of a pool. What one workspace does on the
 * engine goes through one of these, so that its steps never overtake one another.
 */
final class SerialQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SerialQueue.class);

  /** Each machine has at most a launch, a look and a restart waiting; labs have a few machines. */
  private static final int LIMIT = 256;

  private final Executor pool;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  SerialQueue(Executor pool) {
    this.pool = pool;
  }

  /**
   * @throws IllegalStateException when far more waits than a workspace can have to do
   */
  void add(Runnable task) {
    synchronized (this) {
      if (waiting.size() >= LIMIT) {
        throw new IllegalStateException("more than " + LIMIT + " steps wait in one workspace");
      }
      waiting.add(task);
      if (busy) {
        return;
      }
      busy = true;
    }
    pool.execute(this::runOne);
  }

  private void runOne() {
    Runnable task;
    synchronized (this) {
      task = waiting.remove();
    }
    try {
      task.run();
    } catch (RuntimeException bug) {
      LOG.error("a step of a workspace failed", bug);
    } finally {
      goOn();
    }
  }

  private void goOn() {
    synchronized (this) {
      if (waiting.isEmpty()) {
        busy = false;
        return;
      }
    }
    // One task per turn in the pool, so that a busy workspace does not hold up the others.
    pool.execute(this::runOne);
  }
}
