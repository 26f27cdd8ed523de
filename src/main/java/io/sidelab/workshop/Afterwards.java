package io.sidelab.workshop;

import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.WorkshopFailure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is left of a workshop for its instructor. Reads the store only, as often as it is asked. */
public final class Afterwards {
  private final Workshops workshops;
  private final Optional<Duration> kept;
  private final Clock clock;

  Afterwards(Workshops workshops, Optional<Duration> kept, Clock clock) {
    this.workshops = workshops;
    this.kept = kept;
    this.clock = clock;
  }

  /** A workspace of one of the workshop's learners. */
  public record LearnerWorkspace(String id, ParticipantRecord learner) {}

  /** What everybody did, until now or until the end. */
  public Results results(String instructorId, String workshopId) throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, workshopId);
    List<Event> events = workshops.room(workshopId).ledger().events();
    return new ResultsFold(workshop, events, workshops::lab)
        .results(
            workshops.store().participants(workshopId),
            workshops.store().guesses(workshopId),
            kept,
            clock.instant());
  }

  /** The same as a table for spreadsheets, with a byte order mark. */
  public static String csv(Results results) {
    return ResultsCsv.write(results);
  }

  /** All workspaces that were started in the workshop, oldest first. */
  public List<LearnerWorkspace> workspaces(String instructorId, String workshopId)
      throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    Map<String, ParticipantRecord> learners =
        workshops.store().participants(workshopId).stream()
            .collect(Collectors.toMap(ParticipantRecord::id, Function.identity()));
    return workshops.store().assignments(workshopId).stream()
        .flatMap(
            one ->
                Optional.ofNullable(learners.get(one.participantId()))
                    .map(learner -> new LearnerWorkspace(one.workspaceId(), learner))
                    .stream())
        .toList();
  }

  /** One of them; another workshop's or a learner's own one is not found. */
  public LearnerWorkspace workspace(String instructorId, String workshopId, String workspaceId)
      throws WorkshopFailure {
    return workspaces(instructorId, workshopId).stream()
        .filter(one -> one.id().equals(workspaceId))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkshopFailure(
                    Reason.NOT_FOUND, "No lab of this workshop is recorded by that name."));
  }
}
