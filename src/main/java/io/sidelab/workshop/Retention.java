package io.sidelab.workshop;

import io.sidelab.store.WorkshopRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes workshops that ended long ago. On the workshops' clock thread. */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Where days are counted, an hour is soon enough, and the store is read seldom. */
  private static final Duration EVERY = Duration.ofHours(1);

  private final Workshops workshops;
  private final Optional<Duration> kept;
  private final Clock clock;
  private Instant next = Instant.MIN;

  Retention(Workshops workshops, Optional<Duration> kept, Clock clock) {
    this.workshops = workshops;
    this.kept = kept;
    this.clock = clock;
  }

  void sweep() {
    Instant now = clock.instant();
    if (kept.isEmpty() || now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    Instant oldest = now.minus(kept.get());
    workshops.store().workshops().stream()
        .filter(workshop -> isOver(workshop, oldest))
        .forEach(this::delete);
  }

  /** None ended before it was made: younger ones need no look at their events. */
  private boolean isOver(WorkshopRecord workshop, Instant oldest) {
    return Preparation.state(workshop) == WorkshopState.ENDED
        && workshop.created().isBefore(oldest)
        && ResultsFold.ended(workshop, workshops.room(workshop.id()).ledger().events())
            .filter(oldest::isBefore)
            .isEmpty();
  }

  private void delete(WorkshopRecord workshop) {
    try {
      workshops.preparation().deleteEnded(workshop.id());
      LOG.info("workshop {} was kept for long enough and is deleted", workshop.id());
    } catch (WorkshopFailure ending) {
      LOG.warn("workshop {} is deleted later: {}", workshop.id(), ending.getMessage());
    }
  }
}
