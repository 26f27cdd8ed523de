package io.sidelab.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what the server is made of, last made first. A part that fails to close is logged and does
 * not keep the others open. Closing twice does nothing.
 */
final class Closer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /** Returns the part; closes it at once when everything is closed already. */
  synchronized <T extends AutoCloseable> T add(T part) {
    if (closed) {
      closeOne(part);
    } else {
      parts.push(part);
    }
    return part;
  }

  @Override
  public void close() {
    Deque<AutoCloseable> toClose;
    synchronized (this) {
      closed = true;
      toClose = new ArrayDeque<>(parts);
      parts.clear();
    }
    toClose.forEach(Closer::closeOne);
  }

  private static void closeOne(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) { // A part may fail as it likes; the others still need closing.
      LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), failure);
    }
  }
}
