package io.sidelab.docker;

import java.io.Closeable;
import java.io.IOException;

/**
 * A connection to the engine after HTTP has ended: bytes both ways. One thread reads, one writes,
 * any thread closes, which ends both.
 */
interface RawStream extends Closeable {
  /**
   * Largest piece read or written at once. The JDK keeps a direct buffer of that size for each
   * thread: 32 KiB reach the full speed of the engine's own copying, which uses the same size.
   */
  int PIECE = 32 * 1024;

  /** Blocks; -1 at the end. */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Blocks until all of it is written. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Writes what can be written without waiting, by the thread that writes.
   *
   * @return number of bytes written, 0 where that cannot be told
   */
  default int offer(byte[] bytes, int offset, int length) throws IOException {
    return 0;
  }

  /** Says that no input follows, while output goes on. */
  void endInput() throws IOException;
}
