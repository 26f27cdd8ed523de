package io.sidelab.terminal;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a TTY its size: one call at a time, and of many sizes in a row only the last. */
final class SizeSetting {
  private static final Logger LOG = LoggerFactory.getLogger(SizeSetting.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Executor threads;
  private Tty tty;
  private TerminalSize wanted;
  private boolean telling;

  SizeSetting(Executor threads) {
    this.threads = threads;
  }

  /** From now on tells this TTY, beginning with this size; null tells none. */
  void connect(Tty newTty, TerminalSize size) {
    set(newTty, size);
  }

  /** Does not block. */
  void set(TerminalSize size) {
    set(null, size);
  }

  private void set(Tty newTty, TerminalSize size) {
    lock.lock();
    try {
      tty = newTty == null ? tty : newTty;
      wanted = size;
      if (telling || tty == null) {
        return;
      }
      telling = true;
    } finally {
      lock.unlock();
    }
    threads.execute(this::tell);
  }

  private void tell() {
    while (true) {
      Tty target;
      TerminalSize size;
      lock.lock();
      try {
        target = tty;
        size = wanted;
        wanted = null;
        telling = size != null;
      } finally {
        lock.unlock();
      }
      if (size == null) {
        return;
      }
      try {
        target.resize(size);
      } catch (EngineFailure | RuntimeException failure) {
        // A TTY that has just ended takes no size; the reader tells the viewers about the end.
        LOG.debug("size {} was not taken: {}", size, failure.toString());
      }
    }
  }
}
