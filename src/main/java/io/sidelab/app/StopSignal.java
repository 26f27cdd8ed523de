package io.sidelab.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that the process is told to stop (Ctrl-C, a termination), and holds it until everything is
 * closed. To be opened before what must be closed.
 */
final class StopSignal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

  /**
   * Removing the machines of a full class takes the engine a while; then the process ends anyway.
   */
  private static final Duration SHUTDOWN = Duration.ofSeconds(60);

  private final CountDownLatch heard = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<Thread> worker = new AtomicReference<>();
  private final Thread hook = new Thread(this::stop, "sidelab-shutdown");

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits until it is heard. */
  void await() throws InterruptedException {
    heard.await();
  }

  /** Has the calling thread interrupted when it is heard. */
  void interruptsMe() {
    worker.set(Thread.currentThread());
  }

  /** The JVM ends when its hooks do. */
  private void stop() {
    heard.countDown();
    Optional.ofNullable(worker.get()).ifPresent(Thread::interrupt);
    try {
      if (!closed.await(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Not everything was closed within {}; the next start cleans up", SHUTDOWN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is closed: the process may end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      LOG.debug("the process ends", stopping);
    }
  }
}
