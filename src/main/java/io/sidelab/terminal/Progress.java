package io.sidelab.terminal;

/**
 * How far one screen is: what has been handed to it, and what it has taken or acknowledged. Guarded
 * by the output's lock.
 */
final class Progress {
  private long position;
  private int inFlight;
  private boolean sending;
  private long sent;
  private long acknowledged;
  private boolean acknowledges;
  private int inputWaits;

  /** Offset of the next byte to be sent. */
  long position() {
    return position;
  }

  void moveTo(long offset) {
    position = offset;
  }

  /** Whether a send has not been taken yet. */
  boolean sending() {
    return sending;
  }

  /**
   * Bytes were handed over.
   *
   * @param ofOutput whether they are output, rather than what is sent ahead of it
   */
  void handed(int bytes, boolean ofOutput) {
    sending = true;
    inFlight = bytes;
    sent += bytes;
    position += ofOutput ? bytes : 0;
  }

  void taken() {
    sending = false;
    inFlight = 0;
  }

  /** More than has been sent counts as all of it. */
  void acknowledged(long bytes) {
    acknowledges = true;
    acknowledged += Math.min(sent - acknowledged, Math.max(0, bytes));
  }

  /** Counts up when this viewer's input is held up, and down when there is room again. */
  void inputWaits(int change) {
    inputWaits += change;
  }

  /** Bytes that are not on the screen yet. */
  long behind(long end) {
    return end - position + (counts() ? sent - acknowledged : inFlight);
  }

  /** How many bytes may be handed over now. */
  long allowance(int window) {
    return counts() ? window - (sent - acknowledged) : Long.MAX_VALUE;
  }

  /**
   * Whether acknowledgements are to be waited for. Not while its input is held up: they would come
   * behind that input on the same wire, and the program may wait for its output to be read before
   * it reads input.
   */
  private boolean counts() {
    return acknowledges && inputWaits <= 0;
  }
}
