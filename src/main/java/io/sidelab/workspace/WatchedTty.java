package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.io.IOException;
import java.util.OptionalInt;

/** A TTY that remembers whether it has ended, so that nobody mistakes the end of an earlier one. */
final class WatchedTty implements Tty {
  private final Tty tty;
  private volatile boolean ended;

  WatchedTty(Tty tty) {
    this.tty = tty;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = tty.read(buffer, offset, length);
      ended = ended || count < 0;
      return count;
    } catch (IOException | RuntimeException failure) {
      ended = true;
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
    ended = true;
    tty.close();
  }
}
