package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Some of a terminal's output, for somebody who looks now and then rather than follows. Holds no
 * lock and nothing that changes: bytes are copied and looked through when they are asked for, which
 * the terminal does not wait for.
 */
public final class Piece {
  private final Place end;
  private final TerminalSize size;
  private final boolean fresh;
  private final StickyModes modes;
  private final List<ByteBuffer> before;
  private final List<ByteBuffer> output;

  /**
   * @param modes where {@code before} begins
   * @param before what lies between the oldest byte there is and the piece; empty unless fresh
   */
  Piece(
      Place end,
      TerminalSize size,
      boolean fresh,
      StickyModes modes,
      List<ByteBuffer> before,
      List<ByteBuffer> output) {
    this.end = end;
    this.size = size;
    this.fresh = fresh;
    this.modes = modes;
    this.before = before;
    this.output = output;
  }

  /** Where the next piece begins. */
  public Place end() {
    return end;
  }

  /** In which the newest of it was written. */
  public TerminalSize size() {
    return size;
  }

  /** Whether it does not go on from where it was asked for: something between was left out. */
  public boolean fresh() {
    return fresh;
  }

  /** Whether there is nothing new. */
  public boolean isEmpty() {
    return !fresh && output.isEmpty();
  }

  /** The output as it was written. */
  public byte[] bytes() {
    ByteBuffer all = ByteBuffer.allocate(output.stream().mapToInt(ByteBuffer::remaining).sum());
    output.forEach(bytes -> all.put(bytes.duplicate()));
    return all.array();
  }

  /** What a fresh screen is sent before these bytes; empty where the piece goes on. */
  public byte[] modes() {
    if (before.isEmpty() && !fresh) {
      return new byte[0];
    }
    StickyModes there = new StickyModes(modes);
    before.forEach(bytes -> there.see(bytes.duplicate()));
    return there.restoring();
  }
}
