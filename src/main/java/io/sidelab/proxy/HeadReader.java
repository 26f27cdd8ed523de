package io.sidelab.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads heads of HTTP off a stream, up to and with their empty line, and keeps what came after. A
 * head ends at whatever might be taken for an empty line; whether its lines are well formed is
 * looked at later.
 */
final class HeadReader {
  /** Where bytes come from: -1 at the end. */
  @FunctionalInterface
  interface Source {
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  /** More bytes came than a head may have. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final Source source;
  private final String beginning;
  private final byte[] buffer;
  private int length;
  private int looked;
  private boolean whole;

  /**
   * @param beginning that a head has; reading stops as soon as it is seen to have another
   * @param most bytes of a head
   */
  HeadReader(Source source, String beginning, int most) {
    this.source = source;
    this.beginning = beginning;
    this.buffer = new byte[most];
  }

  /**
   * Blocks for the next head.
   *
   * @return with its empty line, each byte as one character; what there is of it when the stream
   *     ends within it or it begins otherwise, which {@link #whole} tells
   */
  String next() throws IOException {
    int end = end();
    while (end < 0 && begins()) {
      if (length == buffer.length) {
        throw new TooLong();
      }
      int count = source.read(buffer, length, buffer.length - length);
      if (count < 0) {
        break;
      }
      length += count;
      end = end();
    }
    whole = end >= 0 && begins();
    int taken = whole ? end : length;
    String head = new String(buffer, 0, taken, StandardCharsets.ISO_8859_1);
    System.arraycopy(buffer, taken, buffer, 0, length - taken);
    length -= taken;
    looked = 0;
    return head;
  }

  /** Whether the last head was all there. */
  boolean whole() {
    return whole;
  }

  /** What was read beyond the last head; it is the caller's from then on. */
  byte[] rest() {
    byte[] rest = Arrays.copyOf(buffer, length);
    length = 0;
    return rest;
  }

  private boolean begins() {
    for (int at = 0; at < Math.min(length, beginning.length()); at++) {
      if (buffer[at] != beginning.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** Behind the first empty line, or -1. */
  private int end() {
    for (int at = Math.max(1, looked); at < length; at++) {
      boolean lines = buffer[at] == '\n' && buffer[at - 1] == '\n';
      boolean usual =
          at > 1 && buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n';
      if (lines || usual) {
        return at + 1;
      }
    }
    looked = length;
    return -1;
  }
}
