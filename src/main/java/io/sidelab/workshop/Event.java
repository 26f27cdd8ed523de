package io.sidelab.workshop;

import io.sidelab.store.EventRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a workshop.
 *
 * @param sequence its place among all events, ascending
 * @param participantId who did it or whom it concerns; empty for the whole class
 * @param workspaceId may be empty, as all that follows
 */
public record Event(
    long sequence,
    Optional<String> participantId,
    Instant when,
    EventKind kind,
    String workspaceId,
    String labId,
    int step,
    String detail) {

  static Event of(EventRecord record) {
    return new Event(
        record.sequence(),
        record.participantId(),
        record.when(),
        EventKind.valueOf(record.kind()),
        record.workspaceId(),
        record.labId(),
        record.step(),
        record.detail());
  }
}
