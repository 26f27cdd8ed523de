package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.util.function.Consumer;

/** Makes terminals and owns their threads. */
public interface Terminals extends AutoCloseable {
  /**
   * @param id unguessable name used on the wire
   * @param ended told, on a thread of its own, when the terminal's TTY has ended by itself
   */
  Terminal create(String id, TerminalSize size, Consumer<Terminal> ended);

  /** Ends the threads. Terminals must have been closed before. */
  @Override
  void close();
}
