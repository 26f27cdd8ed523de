package io.sidelab.docker;

import java.io.IOException;
import java.util.Arrays;

/** A stream of which some bytes were read too early: gives them back first. */
final class PushedBack implements RawStream {
  private final RawStream stream;
  private byte[] early;

  private PushedBack(RawStream stream, byte[] early) {
    this.stream = stream;
    this.early = early;
  }

  static RawStream before(RawStream stream, byte[] buffer, int from, int to) {
    return from == to ? stream : new PushedBack(stream, Arrays.copyOfRange(buffer, from, to));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (early.length == 0) {
      return stream.read(buffer, offset, length);
    }
    int count = Math.min(length, early.length);
    System.arraycopy(early, 0, buffer, offset, count);
    early = Arrays.copyOfRange(early, count, early.length);
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    stream.write(bytes, offset, length);
  }

  @Override
  public int offer(byte[] bytes, int offset, int length) throws IOException {
    return stream.offer(bytes, offset, length);
  }

  @Override
  public void endInput() throws IOException {
    stream.endInput();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
