package io.sidelab.engine;

/** Columns and rows of a terminal, each from 1 to {@value #LARGEST}. */
public record TerminalSize(int columns, int rows) {
  /** Larger than any screen; bounds what a browser can make programs allocate. */
  public static final int LARGEST = 1000;

  /** What terminals start with until a viewer says how large it is. */
  public static final TerminalSize DEFAULT = new TerminalSize(80, 24);

  public TerminalSize {
    if (columns < 1 || rows < 1 || columns > LARGEST || rows > LARGEST) {
      throw new IllegalArgumentException(
          "terminal size " + columns + "x" + rows + " is outside 1 to " + LARGEST);
    }
  }
}
