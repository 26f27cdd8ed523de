package io.sidelab.terminal;

import java.time.Duration;

/**
 * How much a terminal holds.
 *
 * @param scrollbackBytes kept for viewers that come later; memory grows up to it as output comes
 * @param windowBytes how far the quickest viewer that types may be behind before the program is
 *     paused. Also the most that is under way unacknowledged. Small, so that Ctrl-C is answered
 *     after little old output. A viewer must acknowledge at least every half of it.
 * @param inputBytes typed bytes held for a program that does not read. Above it, viewers are asked
 *     to wait.
 * @param closeGrace how long viewers of a closed terminal may take to receive its last output
 */
public record TerminalSettings(
    int scrollbackBytes, int windowBytes, int inputBytes, Duration closeGrace) {

  public TerminalSettings {
    if (windowBytes < 16 * 1024) {
      throw new IllegalArgumentException("a terminal's window must be at least 16 KiB");
    }
    if (scrollbackBytes < 2 * windowBytes) {
      throw new IllegalArgumentException("scrollback must be at least twice the window");
    }
    if (inputBytes < 4096) {
      throw new IllegalArgumentException("a terminal's input must be at least 4 KiB");
    }
  }

  /**
   * Scrollback: some 5,000 lines of text. Window: 4 ms of output at the engine's full speed. Input:
   * a paste of 1 MB whole, so that acknowledgements behind it on the wire are not held up.
   */
  public static TerminalSettings defaults() {
    return new TerminalSettings(512 * 1024, 128 * 1024, 1024 * 1024, Duration.ofSeconds(2));
  }
}
