package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Where a viewer's bytes go: implemented by the socket. Calls come one at a time, never nested,
 * from the terminal's threads or from the thread that completes a send; none may block.
 */
public interface Screen {
  /**
   * First call of all. Comes again when this screen was so slow that output it has not seen is
   * gone: it then starts from an empty screen.
   */
  void hello(Greeting greeting);

  /**
   * Takes output. The next call comes only after {@code taken} ran, exactly once, from any thread;
   * but {@code closed} does not wait for a screen that takes too long.
   *
   * @param bytes read-only, valid until {@code taken} runs
   */
  void send(ByteBuffer bytes, Runnable taken);

  /**
   * What follows was written for another size, which another viewer set.
   *
   * @param replayed whether that was before this viewer came
   */
  void resized(TerminalSize size, boolean replayed);

  /** The program ended; output up to its end has been sent. More may follow after a restart. */
  void exited(OptionalInt code, String message);

  /** The TTY cannot be reached for now; the terminal comes back when it can. */
  void interrupted(CloseReason reason, String message);

  /** After {@code exited} or {@code interrupted}: a program runs on the same terminal again. */
  void restarted();

  /**
   * Takes who else is at the terminal, each time that changed; the learner's screens hear nothing
   * while nobody came yet. Changes that come faster become one; the last is never left out. The
   * next of these calls comes only after {@code taken} ran, exactly once, from any thread; other
   * calls may come meanwhile.
   */
  default void company(Company company, Runnable taken) {
    taken.run();
  }

  /** Last call of all. */
  void closed(CloseReason reason, String message);
}
