package io.sidelab.workshop;

import io.sidelab.store.EventRecord;
import io.sidelab.store.WorkshopStore;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in one workshop, and how its learners stand by it. Events are written to the store
 * and read back from there in their order, each once.
 */
final class Ledger {
  /** Read at a time, after a restart; a class of forty has some thousand events in a morning. */
  private static final int PAGE = 1_000;

  /** What the instructor said lately, for pages that come later. */
  private static final int MESSAGES = 50;

  private final String workshopId;
  private final WorkshopStore store;
  private final Clock clock;

  // Guarded by this.
  private final Map<String, Standing> standings = new HashMap<>();
  private final Deque<Event> messages = new ArrayDeque<>();
  private long folded;

  Ledger(String workshopId, WorkshopStore store, Clock clock) {
    this.workshopId = workshopId;
    this.store = store;
    this.clock = clock;
  }

  void write(Optional<String> participantId, EventKind kind, String detail) {
    write(participantId, kind, "", "", 0, detail);
  }

  void write(
      Optional<String> participantId,
      EventKind kind,
      String workspaceId,
      String labId,
      int step,
      String detail) {
    store.append(
        new EventRecord(
            0,
            workshopId,
            participantId,
            clock.instant(),
            kind.name(),
            workspaceId,
            labId,
            step,
            detail));
  }

  /** How everybody stands, by learner of the workshop. */
  Map<String, Standing> standings() {
    catchUp();
    synchronized (this) {
      return Map.copyOf(standings);
    }
  }

  Optional<Standing> standing(String participantId) {
    catchUp();
    synchronized (this) {
      return Optional.ofNullable(standings.get(participantId));
    }
  }

  /** What the instructor said to this learner or to all, oldest first. */
  List<Event> messages(String participantId) {
    catchUp();
    synchronized (this) {
      return messages.stream()
          .filter(said -> said.participantId().map(participantId::equals).orElse(true))
          .toList();
    }
  }

  /** All events, in order. */
  List<Event> events() {
    return store.events(workshopId, 0, Integer.MAX_VALUE).stream().map(Event::of).toList();
  }

  /** Forgets learners who are no longer in the store. */
  synchronized void forget() {
    standings.clear();
    messages.clear();
    folded = 0;
  }

  private void catchUp() {
    List<EventRecord> news;
    do {
      news = store.events(workshopId, place(), PAGE);
      fold(news);
    } while (news.size() == PAGE);
  }

  private synchronized long place() {
    return folded;
  }

  /** Another thread may have read the same ones meanwhile. */
  private synchronized void fold(List<EventRecord> news) {
    for (EventRecord record : news) {
      if (record.sequence() > folded) {
        fold(Event.of(record));
        folded = record.sequence();
      }
    }
  }

  private void fold(Event event) {
    if (event.kind() == EventKind.MESSAGE || event.kind() == EventKind.COMMAND) {
      messages.add(event);
      if (messages.size() > MESSAGES) {
        messages.remove();
      }
    }
    event
        .participantId()
        .ifPresent(
            id ->
                standings.put(
                    id, standings.getOrDefault(id, Standing.joined(event.when())).after(event)));
  }
}
