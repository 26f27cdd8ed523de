package io.sidelab.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened in a workshop, written once and never changed.
 *
 * @param sequence its place among all events of the server, ascending; 0 before it is written
 * @param participantId who did it or whom it concerns; empty for the whole class
 * @param kind one of the workshop package's kinds, by name
 * @param workspaceId where it happened; may be empty
 * @param labId may be empty
 * @param step 0 where none is meant
 * @param detail depends on the kind; may be empty
 */
public record EventRecord(
    long sequence,
    String workshopId,
    Optional<String> participantId,
    Instant when,
    String kind,
    String workspaceId,
    String labId,
    int step,
    String detail) {}
