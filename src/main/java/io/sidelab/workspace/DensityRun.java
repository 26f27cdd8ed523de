package io.sidelab.workspace;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One race or growth: whether it is to stop, and whether nothing of it is left. */
final class DensityRun {
  private final String id;
  private final String kind;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param id on the labels of what it makes
   */
  DensityRun(String id, String kind) {
    this.id = id;
    this.kind = kind;
  }

  String id() {
    return id;
  }

  String kind() {
    return kind;
  }

  void stop() {
    stopping.countDown();
  }

  boolean stopping() {
    return stopping.getCount() == 0;
  }

  /** Waits so long, or until it is to stop. */
  void pause(Duration longest) throws InterruptedException {
    stopping.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  void over() {
    over.countDown();
  }

  /** Whether all of it was removed within that time. */
  boolean awaitOver(Duration longest) throws InterruptedException {
    return over.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }
}
