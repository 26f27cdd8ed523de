package io.sidelab.http;

import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Joining;
import io.sidelab.workshop.Workshops;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A workshop on the wire, as its instructor sees it.
 *
 * @param code as people read it
 * @param minutes of a workspace at first
 * @param held whether its seats are held free now
 * @param problem why they are not, where they should be
 */
record WorkshopJson(
    String id,
    String title,
    String code,
    List<String> labs,
    Instant starts,
    Instant ends,
    int seats,
    long minutes,
    boolean recorded,
    String state,
    Optional<Instant> pausedSince,
    Optional<ClassJson.PlaceJson> place,
    Optional<String> broadcast,
    boolean held,
    Optional<String> problem) {

  static WorkshopJson of(WorkshopRecord workshop, Workshops workshops) {
    return new WorkshopJson(
        workshop.id(),
        workshop.title(),
        Joining.written(workshop),
        workshop.labs(),
        workshop.starts(),
        workshop.ends(),
        workshop.seats(),
        workshop.time().toMinutes(),
        workshop.recorded(),
        workshop.state().toLowerCase(Locale.ROOT),
        workshop.pausedSince(),
        workshop.labNow().map(lab -> new ClassJson.PlaceJson(lab, workshop.stepNow())),
        workshop.broadcast().map(BroadcastRecord::terminalId),
        workshops.seating().isHeld(workshop.id()),
        workshops.seating().problem(workshop.id()));
  }
}
