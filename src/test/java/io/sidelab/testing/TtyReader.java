package io.sidelab.testing;

import io.sidelab.engine.Tty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a TTY on a thread of its own and keeps everything; waits for what a test expects. */
public final class TtyReader implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Tty tty;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile IOException failure;

  /** Begins to read. */
  public TtyReader(Tty tty) {
    this.tty = tty;
    thread = new Thread(this::read, "test-tty-reader");
    thread.start();
  }

  private void read() {
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int count = tty.read(buffer, 0, buffer.length);
          count >= 0;
          count = tty.read(buffer, 0, buffer.length)) {
        synchronized (kept) {
          kept.write(buffer, 0, count);
        }
      }
    } catch (IOException problem) {
      failure = problem;
    }
  }

  /** Everything read so far. */
  public byte[] bytes() {
    synchronized (kept) {
      return kept.toByteArray();
    }
  }

  /** Everything read so far, as UTF-8. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Waits for a piece of output. */
  public void until(String expected) throws Exception {
    try {
      Eventually.until("a terminal shows " + expected, SOON, () -> text().contains(expected));
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + "\nIt shows:\n" + text(), late);
    }
  }

  /** Waits for a number of bytes since the beginning. */
  public void untilLength(int length) throws Exception {
    Eventually.until(
        "a terminal gives " + length + " bytes",
        SOON,
        () -> {
          synchronized (kept) {
            return kept.size() >= length;
          }
        });
  }

  /** Waits for the end of output. */
  public void untilEnd() throws InterruptedException {
    thread.join(SOON.toMillis());
    if (thread.isAlive()) {
      throw new AssertionError("the terminal does not end; it shows:\n" + text());
    }
  }

  /** What reading ended with, or null. */
  public IOException failure() {
    return failure;
  }

  /** Closes the TTY and waits for the thread. */
  @Override
  public void close() {
    tty.close();
    try {
      untilEnd();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
