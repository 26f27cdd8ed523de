package io.sidelab.terminal;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Counts what a viewer typed, over all its connections, so that after a lost line it can say again
 * what did not arrive, and only that. A later connection ends the earlier one's right to type, also
 * for bytes that were still on their way.
 */
final class Typist {
  /** Held while bytes enter the input queue, which does not block. */
  private final ReentrantLock lock = new ReentrantLock();

  private StreamViewer current;
  private long typed;

  /**
   * From now on this connection types.
   *
   * @return the earlier one, or null
   */
  StreamViewer arrive(StreamViewer viewer) {
    lock.lock();
    try {
      StreamViewer earlier = current;
      current = viewer;
      return earlier;
    } finally {
      lock.unlock();
    }
  }

  void leave(StreamViewer viewer) {
    lock.lock();
    try {
      current = current == viewer ? null : current;
    } finally {
      lock.unlock();
    }
  }

  boolean isThere() {
    lock.lock();
    try {
      return current != null;
    } finally {
      lock.unlock();
    }
  }

  long typed() {
    lock.lock();
    try {
      return typed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param enter takes the bytes and says whether there is room for more
   * @return what it said; true for a connection that has been replaced
   */
  boolean type(StreamViewer viewer, ByteBuffer bytes, Predicate<ByteBuffer> enter) {
    lock.lock();
    try {
      if (current != viewer) {
        return true;
      }
      int count = bytes.remaining();
      boolean room = enter.test(bytes);
      typed += count;
      return room;
    } finally {
      lock.unlock();
    }
  }
}
