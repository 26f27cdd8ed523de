package io.sidelab.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Output of a process without a TTY: the engine sends frames of one byte for the stream, three of
 * nothing and four for the length, then the payload. Keeps the beginning of each stream.
 */
final class Demultiplexer {
  private static final int HEADER = 8;
  private static final int ERRORS = 2;

  private final int limit;
  private final boolean announced;
  private final ByteArrayOutputStream firstLine = new ByteArrayOutputStream();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private volatile OptionalInt pid = OptionalInt.empty();
  private boolean firstLineOver;
  private boolean truncated;

  /**
   * @param limit bytes kept of each stream
   * @param announced whether the first line of the output is the process's PID
   */
  Demultiplexer(int limit, boolean announced) {
    this.limit = limit;
    this.announced = announced;
    firstLineOver = !announced;
  }

  /** Where the frames come from. */
  @FunctionalInterface
  interface Source {
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  /** Reads to the end of the stream. */
  void drain(Source stream) throws IOException {
    byte[] header = new byte[HEADER];
    byte[] buffer = new byte[RawStream.PIECE];
    while (filled(stream, header)) {
      long left = ByteBuffer.wrap(header).getInt(4) & 0xFFFFFFFFL;
      while (left > 0) {
        int count = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException("the engine's output ended within a frame");
        }
        left -= count;
        take(header[0], buffer, count);
      }
    }
  }

  private static boolean filled(Source stream, byte[] header) throws IOException {
    int length = 0;
    while (length < header.length) {
      int count = stream.read(header, length, header.length - length);
      if (count < 0) {
        return false;
      }
      length += count;
    }
    return true;
  }

  private void take(int kind, byte[] bytes, int count) {
    if (kind == ERRORS) {
      keep(errors, bytes, 0, count);
      return;
    }
    int from = 0;
    while (!firstLineOver && from < count) {
      byte next = bytes[from++];
      if (next == '\n') {
        firstLineOver = true;
        pid = Announcement.pid(firstLine.toString(StandardCharsets.US_ASCII));
      } else {
        firstLine.write(next);
      }
    }
    keep(output, bytes, from, count - from);
  }

  private void keep(ByteArrayOutputStream kept, byte[] bytes, int from, int count) {
    int room = Math.min(count, limit - kept.size());
    kept.write(bytes, from, room);
    truncated |= room < count;
  }

  /** PID in the machine, once it was announced. */
  OptionalInt pid() {
    return pid;
  }

  /** Whether an announcement was expected and did not come: nothing was run. */
  boolean silent() {
    return announced && pid.isEmpty();
  }

  String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  boolean truncated() {
    return truncated;
  }
}
