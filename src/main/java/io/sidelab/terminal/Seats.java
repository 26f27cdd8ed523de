package io.sidelab.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is at a terminal and which guests may type. Consent is for a guest who is there and for the
 * program that the learner saw when giving it, so it ends with either. Guarded by the output's
 * lock.
 */
final class Seats {
  /** A guest who was refused, also under another line, asks again no sooner. */
  static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  /**
   * Refusals remembered; each takes a click of the learner's, so more than these are no accident.
   */
  private static final int MOST_REFUSALS = 64;

  private final Clock clock;
  private final Map<String, Seat> guests = new LinkedHashMap<>(0);
  private final Set<Seat> learners = new LinkedHashSet<>(2);
  private final Map<GuestName, Instant> refused = new LinkedHashMap<>(0);
  private final Typists learnerTypists = new Typists();

  /** Apart, so that no guest can say to be one of the learner's windows that comes back. */
  private final Typists guestTypists = new Typists();

  private long changes;
  private long visits;

  Seats(Clock clock) {
    this.clock = clock;
  }

  /** Counts what was changed, so that viewers know whether there is something new. */
  long changes() {
    return changes;
  }

  Seat learner(Role role, Arrival arrival) {
    Typist typist = learnerTypists.of(arrival.viewer());
    Seat seat = new Seat(this, "", role, Optional.empty(), typist);
    learners.add(seat);
    changes++;
    return seat;
  }

  /** Guests begin as watchers and stay so for size and pace, whatever they are allowed. */
  Seat guest(GuestName name, Arrival arrival) {
    visits++;
    Typist typist = guestTypists.of(arrival.viewer().map(viewer -> name + "\n" + viewer));
    Seat seat = new Seat(this, Long.toString(visits), Role.WATCH, Optional.of(name), typist);
    guests.put(seat.id(), seat);
    changes++;
    return seat;
  }

  void leave(Seat seat) {
    seat.allow(false);
    learners.remove(seat);
    guests.remove(seat.id(), seat);
    changes++;
  }

  void ask(Seat guest) {
    if (!guests.containsKey(guest.id()) || guest.mayType() || guest.asks() || isRefused(guest)) {
      guest.repeat();
      return;
    }
    guest.ask();
    changes++;
  }

  /** Gives back what the learner allowed, or the wish for it; no refusal, so no wait either. */
  void done(Seat guest) {
    guest.allow(false);
    changes++;
  }

  private boolean isRefused(Seat guest) {
    Instant at = refused.get(guest.guest().orElseThrow());
    return at != null && clock.instant().isBefore(at.plus(ASK_AGAIN));
  }

  /** A guest who has left meanwhile, or did not ask, is passed over. */
  void allow(String id) {
    Seat guest = guests.get(id);
    if (guest != null && guest.asks()) {
      guest.allow(true);
      changes++;
    }
  }

  /** Says no, or no longer. */
  void refuse(String id) {
    Seat guest = guests.get(id);
    if (guest != null && (guest.asks() || guest.mayType())) {
      guest.allow(false);
      remember(guest.guest().orElseThrow());
      changes++;
    }
  }

  private void remember(GuestName name) {
    Instant now = clock.instant();
    refused.values().removeIf(at -> !now.isBefore(at.plus(ASK_AGAIN)));
    if (refused.size() >= MOST_REFUSALS) {
      refused.remove(refused.keySet().iterator().next());
    }
    refused.put(name, now);
  }

  /** Another program begins: what the learner allowed was for the one before. */
  void endConsent() {
    guests.values().stream().filter(Seat::mayType).forEach(guest -> guest.allow(false));
    changes++;
  }

  Company seenBy(Seat viewer) {
    List<Companion> others =
        guests.values().stream()
            .filter(guest -> guest != viewer)
            .map(Seat::seen)
            .sorted(Comparator.comparing(guest -> !guest.types() && !guest.asks()))
            .limit(Company.MOST)
            .toList();
    int more = guests.size() - others.size() - (viewer.isGuest() ? 1 : 0);
    Optional<Companion> self = viewer.guest().map(name -> viewer.seen());
    return new Company(others, more, !viewer.isGuest() || !learners.isEmpty(), self);
  }
}
