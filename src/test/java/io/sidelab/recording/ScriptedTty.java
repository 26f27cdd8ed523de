package io.sidelab.recording;

import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** Prints what a test tells it, in these pieces where there is room for them. */
final class ScriptedTty implements Tty {
  private static final byte[] END = new byte[0];

  private final BlockingDeque<byte[]> pieces = new LinkedBlockingDeque<>();

  void prints(String text) {
    prints(text.getBytes(StandardCharsets.UTF_8));
  }

  void prints(byte[] bytes) {
    pieces.add(bytes);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      byte[] piece = pieces.take();
      if (piece == END) {
        return -1;
      }
      int count = Math.min(piece.length, length);
      System.arraycopy(piece, 0, buffer, offset, count);
      if (count < piece.length) {
        pieces.addFirst(Arrays.copyOfRange(piece, count, piece.length));
      }
      return count;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {}

  @Override
  public void resize(TerminalSize size) {}

  @Override
  public OptionalInt exitCode() {
    return OptionalInt.of(0);
  }

  @Override
  public void close() {
    pieces.add(END);
  }
}
