package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A TTY that remembers whether it has ended, so that nobody mistakes the end of an earlier one. */
final class WatchedTty implements Tty {
  private final Tty tty;
  private final CountDownLatch end = new CountDownLatch(1);

  WatchedTty(Tty tty) {
    this.tty = tty;
  }

  boolean ended() {
    return end.getCount() == 0;
  }

  /** Whether it ended within the time. */
  boolean awaitEnd(Duration time) throws InterruptedException {
    return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = tty.read(buffer, offset, length);
      if (count < 0) {
        end.countDown();
      }
      return count;
    } catch (IOException | RuntimeException failure) {
      end.countDown();
      throw failure;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    tty.write(bytes, offset, length);
  }

  @Override
  public int offer(byte[] bytes, int offset, int length) throws IOException {
    return tty.offer(bytes, offset, length);
  }

  @Override
  public void resize(TerminalSize size) throws EngineFailure {
    tty.resize(size);
  }

  @Override
  public OptionalInt exitCode() throws EngineFailure {
    return tty.exitCode();
  }

  @Override
  public void close() {
    end.countDown();
    tty.close();
  }
}
