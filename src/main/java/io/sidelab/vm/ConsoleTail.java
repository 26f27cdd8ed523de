package io.sidelab.vm;

import io.sidelab.engine.Tty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The end of what a console says, for the log of a failure. */
final class ConsoleTail {
  /** Some 20 lines. */
  private static final int KEPT = 2000;

  private ConsoleTail() {}

  /** Reads until the console ends or is closed. */
  static String read(Tty console) {
    StringBuilder tail = new StringBuilder();
    byte[] buffer = new byte[8 * 1024];
    try {
      for (int count = console.read(buffer, 0, buffer.length);
          count >= 0;
          count = console.read(buffer, 0, buffer.length)) {
        tail.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        if (tail.length() > KEPT) {
          tail.delete(0, tail.length() - KEPT);
        }
      }
    } catch (IOException lost) {
      tail.append("\n(the engine went away: ").append(lost.getMessage()).append(')');
    }
    return tail.toString();
  }
}
