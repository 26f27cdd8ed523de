package io.sidelab.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What lasts of the output so far: modes such as full screen, mouse and bracketed paste, colours,
 * line-drawing characters, the cursor's shape, the region that scrolls. A screen that begins behind
 * a cut is told this first; without, a full-screen program's picture would be drawn into the
 * shell's history and its mouse would be dead. Not safe for threads.
 */
final class StickyModes {
  /**
   * Private modes of DEC and xterm that programs switch on and off; ascending. Without 2026, which
   * holds the picture back until it is switched off again at once.
   */
  private static final int[] KNOWN = {
    1, 5, 6, 7, 9, 12, 25, 45, 47, 66, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 1047, 1049,
    2004
  };

  /** On in a fresh terminal: wrapping at the margin and the cursor. */
  private static final int WRAP = 7;

  private static final int CURSOR = 25;

  /** Each switches to the second screen, which has no history. */
  private static final int[] SECOND_SCREEN = {47, 1047, 1049};

  /** Longer parameters are nothing we know. */
  private static final int LONGEST = 64;

  /** Modes that a soft reset resets: codes of the arrow keys, origin, cursor. */
  private static final int[] SOFT = {1, 6, CURSOR};

  private static final byte ESCAPE = 0x1b;

  /** Each ends a sequence without effect. */
  private static final byte CANCEL = 0x18;

  private static final byte SUBSTITUTE = 0x1a;

  private static final byte SHIFT_OUT = 0x0e;
  private static final byte SHIFT_IN = 0x0f;

  private enum State {
    TEXT,
    ESCAPED,
    CHARACTER_SET,
    SEQUENCE
  }

  /** G0 and G1; the letter B is ASCII. */
  private final byte[] characterSets = {'B', 'B'};

  private final boolean[] on = fresh();
  private final byte[] parameters = new byte[LONGEST];
  private final Rendition rendition;
  private int length;
  private State state = State.TEXT;
  private int designated;
  private boolean shiftedOut;
  private boolean applicationKeypad;
  private String scrollRegion = "";
  private String cursorShape = "";

  StickyModes() {
    rendition = new Rendition();
  }

  /** A copy that can be taken further on its own. */
  StickyModes(StickyModes other) {
    System.arraycopy(other.on, 0, on, 0, on.length);
    System.arraycopy(other.parameters, 0, parameters, 0, LONGEST);
    System.arraycopy(other.characterSets, 0, characterSets, 0, characterSets.length);
    rendition = new Rendition(other.rendition);
    length = other.length;
    state = other.state;
    designated = other.designated;
    shiftedOut = other.shiftedOut;
    applicationKeypad = other.applicationKeypad;
    scrollRegion = other.scrollRegion;
    cursorShape = other.cursorShape;
  }

  private static boolean[] fresh() {
    boolean[] modes = new boolean[KNOWN.length];
    modes[Arrays.binarySearch(KNOWN, WRAP)] = true;
    modes[Arrays.binarySearch(KNOWN, CURSOR)] = true;
    return modes;
  }

  /** Takes these bytes of output into account. */
  void see(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      see(bytes.get());
    }
  }

  private void see(byte value) {
    if (value == ESCAPE) {
      state = State.ESCAPED;
      return;
    }
    switch (state) {
      case TEXT -> text(value);
      case ESCAPED -> escaped(value);
      case CHARACTER_SET -> {
        characterSets[designated] = value >= '0' && value < 0x7f ? value : (byte) 'B';
        state = State.TEXT;
      }
      case SEQUENCE -> sequence(value);
      default -> throw new IllegalStateException(state.name());
    }
  }

  private void text(byte value) {
    if (value == SHIFT_OUT || value == SHIFT_IN) {
      shiftedOut = value == SHIFT_OUT;
    }
  }

  private void escaped(byte value) {
    state = State.TEXT;
    switch (value) {
      case '[' -> {
        state = State.SEQUENCE;
        length = 0;
      }
      case '(', ')' -> {
        state = State.CHARACTER_SET;
        designated = value - '(';
      }
      case '=', '>' -> applicationKeypad = value == '=';
      case 'c' -> reset();
      default -> {
        return; // lasts no longer than itself
      }
    }
  }

  private void sequence(byte value) {
    if (value >= 0x40) {
      state = State.TEXT;
      finish(value);
    } else if (value == CANCEL || value == SUBSTITUTE) {
      state = State.TEXT;
    } else if (value >= ' ' && length < LONGEST) {
      parameters[length++] = value;
    }
  }

  private void reset() {
    System.arraycopy(fresh(), 0, on, 0, on.length);
    cursorShape = "";
    softReset();
  }

  /** DECSTR: what is drawn stays where it is. */
  private void softReset() {
    for (int mode : SOFT) {
      on[indexOf(mode)] = mode == CURSOR;
    }
    Arrays.fill(characterSets, (byte) 'B');
    rendition.reset();
    shiftedOut = false;
    applicationKeypad = false;
    scrollRegion = "";
  }

  private void finish(byte letter) {
    String text = new String(parameters, 0, length, StandardCharsets.US_ASCII);
    if (letter == 'm' && text.matches("[0-9;:]*")) {
      rendition.see(text);
    } else if (letter == 'r' && text.matches("\\d{0,4}(;\\d{0,4})?")) {
      scrollRegion = text;
    } else if ((letter == 'h' || letter == 'l') && text.startsWith("?")) {
      modes(text.substring(1), letter == 'h');
    } else if (letter == 'q' && text.matches("[0-6]? ")) {
      cursorShape = text;
    } else if (letter == 'p' && text.equals("!")) {
      softReset();
    }
  }

  private void modes(String numbers, boolean switchedOn) {
    for (String number : numbers.split(";")) {
      int index = number.matches("\\d{1,4}") ? indexOf(Integer.parseInt(number)) : -1;
      if (index < 0) {
        continue;
      }
      if (Arrays.binarySearch(SECOND_SCREEN, KNOWN[index]) >= 0) {
        scrollRegion = ""; // each screen has its own
      }
      on[index] = switchedOn;
    }
  }

  /** Whether a full-screen program draws on the second screen. */
  boolean fullScreen() {
    return Arrays.stream(SECOND_SCREEN).anyMatch(mode -> on[indexOf(mode)]);
  }

  private static int indexOf(int mode) {
    return Arrays.binarySearch(KNOWN, mode);
  }

  /**
   * What brings a screen in these modes back to those of a fresh one, on a line of its own; what is
   * drawn stays. A program that was killed in full screen leaves its modes behind.
   */
  byte[] leaving() {
    StringBuilder text = new StringBuilder();
    appendModes(text, fresh(), on);
    if (!cursorShape.isEmpty()) {
      text.append("\u001b[0 q");
    }
    return text.append("\u001b[!p\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void appendModes(StringBuilder text, boolean[] wanted, boolean[] there) {
    for (int i = 0; i < KNOWN.length; i++) {
      if (wanted[i] != there[i]) {
        text.append("\u001b[?").append(KNOWN[i]).append(wanted[i] ? 'h' : 'l');
      }
    }
  }

  /** What brings a fresh screen into these modes; empty when they are those of a fresh screen. */
  byte[] restoring() {
    StringBuilder text = new StringBuilder();
    appendModes(text, on, fresh());
    if (!scrollRegion.isEmpty()) {
      text.append("\u001b[").append(scrollRegion).append('r');
    }
    if (!cursorShape.isEmpty()) {
      text.append("\u001b[").append(cursorShape).append('q');
    }
    for (int set = 0; set < characterSets.length; set++) {
      if (characterSets[set] != 'B') {
        text.append('\u001b').append((char) ('(' + set)).append((char) characterSets[set]);
      }
    }
    text.append(shiftedOut ? "\u000e" : "").append(applicationKeypad ? "\u001b=" : "");
    String colours = rendition.parameters();
    if (!colours.isEmpty()) {
      text.append("\u001b[").append(colours).append('m');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
