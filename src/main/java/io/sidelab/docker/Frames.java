package io.sidelab.docker;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Output of a process without a TTY: the engine sends frames of one byte for the stream, three of
 * nothing and four for the length, then the payload. Taken piece by piece by one thread.
 */
final class Frames {
  private static final int HEADER = 8;
  private static final int ERRORS = 2;

  private final Source source;
  private final byte[] header = new byte[HEADER];
  private long left;

  /** Where the frames come from. */
  @FunctionalInterface
  interface Source {
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  Frames(Source source) {
    this.source = source;
  }

  /**
   * Blocks for the next piece of a payload.
   *
   * @param length greater than 0
   * @return number of bytes read, or -1 at the end
   */
  int read(byte[] buffer, int offset, int length) throws IOException {
    while (left == 0) {
      if (!nextHeader()) {
        return -1;
      }
      left = ByteBuffer.wrap(header).getInt(4) & 0xFFFFFFFFL;
    }
    int count = source.read(buffer, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the engine's output ended within a frame");
    }
    left -= count;
    return count;
  }

  /** Whether the piece that was read last is of standard error. */
  boolean ofErrors() {
    return header[0] == ERRORS;
  }

  private boolean nextHeader() throws IOException {
    int length = 0;
    while (length < header.length) {
      int count = source.read(header, length, header.length - length);
      if (count < 0) {
        return false;
      }
      length += count;
    }
    return true;
  }
}
