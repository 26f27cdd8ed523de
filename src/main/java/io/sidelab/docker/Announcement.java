package io.sidelab.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The PID that a process started by {@link Execs.Request#announced} says first. */
final class Announcement {
  /** A PID has at most 7 digits. */
  private static final int LONGEST = 12;

  private Announcement() {}

  /**
   * Takes the first line off a process's output, which must be free of frames.
   *
   * @return empty when it is something else: the image has no shell
   */
  static OptionalInt read(Frames.Source stream) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] one = new byte[1];
    while (line.size() < LONGEST && stream.read(one, 0, 1) > 0) {
      if (one[0] == '\n') {
        return pid(line.toString(StandardCharsets.US_ASCII));
      }
      line.write(one[0]);
    }
    return OptionalInt.empty();
  }

  static OptionalInt pid(String line) {
    String text = line.strip();
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }
}
