package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.nio.ByteBuffer;

/** One screen's hold on a terminal. Safe for use by any thread; none of the calls block. */
public interface Viewer extends AutoCloseable {
  /**
   * Types. Ignored for a viewer that may only watch, such as a guest without the learner's consent.
   *
   * @param bytes copied before the call returns
   * @param taken runs when there is room for more: at once, or when the program has read enough
   */
  void type(ByteBuffer bytes, Runnable taken);

  /** Sets the terminal's size. Ignored for a viewer that may only watch. */
  void resize(TerminalSize size);

  /**
   * Says that this many more bytes are on the screen. The first call switches acknowledgement on:
   * from then on at most a window of unacknowledged bytes is under way. Everything counts that was
   * sent since the beginning, replay and output before a second hello as well. To be called at
   * least every half window, or the program is paused for it.
   */
  void acknowledge(long bytes);

  /** Bytes taken of what this viewer typed, under its name also before its line was lost. */
  long typed();

  /**
   * Asks the learner for leave to type. Answered by {@link Screen#company}, also when nothing comes
   * of it: a guest who has been refused may ask again after a minute. Ignored for who is no guest.
   */
  void ask();

  /** A guest no longer wishes to type, or no longer needs to. Ignored for who is no guest. */
  void done();

  /**
   * Answers a guest who asks, or takes back what was allowed; what the guest types from then on is
   * not taken. Nothing comes of it when that guest has left or does not ask, and for guests, who
   * have nothing to allow.
   *
   * @param guest the {@link Companion}'s id
   */
  void answer(String guest, boolean mayType);

  /** Leaves. The terminal goes on. Closing twice does nothing. */
  @Override
  void close();
}
