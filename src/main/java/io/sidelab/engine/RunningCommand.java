package io.sidelab.engine;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * A command without a TTY, with its input and output in the caller's hands as bytes. One thread
 * reads, one thread writes, any thread closes. Not reading is back-pressure: the command stands
 * still when the engine's buffers are full. What it says on standard error is dropped.
 */
public interface RunningCommand extends AutoCloseable {
  /**
   * Blocks until there is output. Closing from another thread ends it with -1.
   *
   * @return number of bytes read, or -1 at the end
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Blocks while the command takes no input; closing from another thread ends it. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** After the end of output: the command's exit code, or empty when it is not known. */
  OptionalInt exitCode() throws EngineFailure;

  /** Ends the command if it still runs. Does not wait for it. Closing twice does nothing. */
  @Override
  void close();
}
