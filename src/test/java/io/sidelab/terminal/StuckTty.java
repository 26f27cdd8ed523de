package io.sidelab.terminal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Never takes input until it is let go or closed. */
public final class StuckTty extends QueueTty {
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final AtomicInteger writers = new AtomicInteger();

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    writers.incrementAndGet();
    try {
      letGo.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    if (isClosed()) {
      throw new IOException("closed");
    }
    super.write(bytes, offset, length);
  }

  /** Writes that have begun. */
  public int writers() {
    return writers.get();
  }

  public void letGo() {
    letGo.countDown();
  }

  @Override
  public void close() {
    super.close();
    letGo.countDown();
  }
}
