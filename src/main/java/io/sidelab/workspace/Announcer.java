package io.sidelab.workspace;

import io.sidelab.engine.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners that something changed: never two calls at once, and after the last change always
 * one more call, so that whoever then reads the state has read the latest. Several changes may
 * become one call. Runs on the thread that made the change, with no lock held.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();

  Subscription add(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void announce() {
    if (changes.getAndIncrement() != 0) {
      return; // Another thread is telling and will go round once more.
    }
    int told = 1;
    do {
      listeners.forEach(Announcer::tell);
      told = changes.addAndGet(-told);
    } while (told != 0);
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException failure) {
      LOG.warn("a listener of a workspace failed", failure);
    }
  }
}
