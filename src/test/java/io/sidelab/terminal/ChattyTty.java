package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Prints the same endless pattern as fast as it is read, until it is interrupted by Ctrl-C. */
public final class ChattyTty implements Tty {
  private static final int PERIOD = 251;
  private static final byte CONTROL_C = 3;

  private final AtomicLong printed = new AtomicLong();
  private final long most;
  private volatile boolean stopped;

  public ChattyTty() {
    this(Long.MAX_VALUE);
  }

  /** Ends after so many bytes. */
  public ChattyTty(long most) {
    this.most = most;
  }

  /** What it prints at this offset. */
  public static byte at(long offset) {
    return (byte) (offset % PERIOD);
  }

  public long printed() {
    return printed.get();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    long from = printed.get();
    int count = (int) Math.min(length, most - from);
    if (stopped || count == 0) {
      return -1;
    }
    for (int i = 0; i < count; i++) {
      buffer[offset + i] = at(from + i);
    }
    printed.addAndGet(count);
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    stopped = stopped || bytes[offset + length - 1] == CONTROL_C;
  }

  @Override
  public void resize(TerminalSize size) {}

  @Override
  public OptionalInt exitCode() {
    return OptionalInt.of(stopped ? 130 : 0);
  }

  @Override
  public void close() {
    stopped = true;
  }
}
