package io.sidelab.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A workshop as it must survive the server.
 *
 * @param code what learners type to join, unique
 * @param labs in order, by name
 * @param starts when seats begin to be held, but for some minutes before
 * @param ends when they are given back at the latest
 * @param time of each workspace at first
 * @param state one of the workshop package's states, by name
 * @param pausedSince when its time was stopped, while it is
 * @param labNow the lab that everybody was last asked to go to
 * @param stepNow the step of it, 0 for none
 * @param broadcast the terminal that everybody sees, while there is one
 */
public record WorkshopRecord(
    String id,
    String instructorId,
    String title,
    String code,
    List<String> labs,
    Instant starts,
    Instant ends,
    int seats,
    Duration time,
    boolean recorded,
    String state,
    Instant created,
    Optional<Instant> pausedSince,
    Optional<String> labNow,
    int stepNow,
    Optional<BroadcastRecord> broadcast) {}
