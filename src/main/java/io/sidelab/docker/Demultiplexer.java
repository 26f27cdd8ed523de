package io.sidelab.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Output of a process without a TTY: keeps the beginning of each of its two streams. */
final class Demultiplexer {
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

  /** Reads to the end of the stream. */
  void drain(Frames.Source stream) throws IOException {
    Frames frames = new Frames(stream);
    byte[] buffer = new byte[RawStream.PIECE];
    int count = frames.read(buffer, 0, buffer.length);
    while (count >= 0) {
      take(frames.ofErrors(), buffer, count);
      count = frames.read(buffer, 0, buffer.length);
    }
  }

  private void take(boolean error, byte[] bytes, int count) {
    if (error) {
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
