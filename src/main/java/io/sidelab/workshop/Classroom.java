package io.sidelab.workshop;

import io.sidelab.engine.Subscription;
import io.sidelab.store.WorkshopStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is live of one workshop: its ledger, and which learners have a page open. */
final class Classroom {
  private static final Logger LOG = LoggerFactory.getLogger(Classroom.class);

  private final Ledger ledger;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> present = new ConcurrentHashMap<>();

  Classroom(String workshopId, WorkshopStore store, Clock clock) {
    this.ledger = new Ledger(workshopId, store, clock);
  }

  Ledger ledger() {
    return ledger;
  }

  /** A learner's page is open until the subscription is closed. */
  Subscription enter(String participantId, Runnable listener) {
    present.merge(participantId, 1, Integer::sum);
    listeners.add(listener);
    AtomicBoolean gone = new AtomicBoolean();
    return () -> {
      if (gone.compareAndSet(false, true)) {
        listeners.remove(listener);
        present.computeIfPresent(participantId, (id, count) -> count > 1 ? count - 1 : null);
      }
    };
  }

  Set<String> present() {
    return Set.copyOf(present.keySet());
  }

  /** Something changed that pages show. */
  void announce() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException failure) {
        LOG.warn("a page of a class was not told", failure);
      }
    }
  }
}
