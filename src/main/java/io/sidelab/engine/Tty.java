package io.sidelab.engine;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * One TTY of a machine as a raw stream of bytes. One thread reads, one thread writes, any thread
 * may resize or close. Not reading is back-pressure: the program behind it stands still when the
 * engine's buffers are full.
 */
public interface Tty extends AutoCloseable {
  /**
   * Blocks until there is output. Closing from another thread ends it with -1.
   *
   * @return number of bytes read, or -1 at the end
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Blocks while the engine takes no input; closing from another thread ends it. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Writes as much as the engine takes at once. Does not block.
   *
   * @return number of bytes written, 0 where that cannot be told without waiting
   */
  default int offer(byte[] bytes, int offset, int length) throws IOException {
    return 0;
  }

  /** Tells the TTY its size, which signals the foreground program. */
  void resize(TerminalSize size) throws EngineFailure;

  /** After the end of output: exit code of the TTY's command, or empty when it is not known. */
  OptionalInt exitCode() throws EngineFailure;

  /**
   * Lets go of the TTY. The first process of a machine goes on; the command of a further TTY ends.
   */
  @Override
  void close();
}
