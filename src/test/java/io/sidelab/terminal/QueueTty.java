package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A TTY that prints what the test says and keeps what is typed. */
public class QueueTty implements Tty {
  private static final byte[] END = new byte[0];

  private final LinkedBlockingQueue<byte[]> output = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private final List<TerminalSize> sizes = new CopyOnWriteArrayList<>();
  private byte[] current = END;
  private int position;
  private volatile OptionalInt exitCode = OptionalInt.of(0);
  private volatile boolean closed;

  /** Prints these bytes. */
  public final void print(byte[] bytes) {
    if (bytes.length > 0) {
      output.add(bytes);
    }
  }

  public final void print(String text) {
    print(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Ends the program. */
  public final void exit(OptionalInt code) {
    exitCode = code;
    output.add(END);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      if (position == current.length) {
        current = output.take();
        position = 0;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return -1;
    }
    if (current == END) {
      output.add(END);
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    synchronized (input) {
      input.write(bytes, offset, length);
    }
  }

  public final byte[] typed() {
    synchronized (input) {
      return input.toByteArray();
    }
  }

  public final String typedText() {
    return new String(typed(), java.nio.charset.StandardCharsets.UTF_8);
  }

  public final List<TerminalSize> sizes() {
    return sizes;
  }

  public final boolean isClosed() {
    return closed;
  }

  @Override
  public void resize(TerminalSize size) {
    sizes.add(size);
  }

  @Override
  public OptionalInt exitCode() throws io.sidelab.engine.EngineFailure {
    return exitCode;
  }

  @Override
  public void close() {
    closed = true;
    output.add(END);
  }
}
