package io.sidelab.rehearsal;

import io.sidelab.store.ParticipantRecord;
import io.sidelab.workshop.LearnerRow;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workshop.Workshops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Takes robots out of a workshop as its instructor would, with everything of theirs. */
final class Leaving {
  /** Sixty workspaces end two or more a second; a busy engine takes its time. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Workshops workshops;
  private final String instructorId;
  private final String workshopId;

  Leaving(Workshops workshops, String instructorId, String workshopId) {
    this.workshops = workshops;
    this.instructorId = instructorId;
    this.workshopId = workshopId;
  }

  /**
   * Removes those of these names: names are unique in a workshop. Goes on when interrupted.
   *
   * @return those that are left
   */
  List<String> remove(Set<String> names) {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<ParticipantRecord> left = in(names);
    while (!left.isEmpty() && System.nanoTime() - end < 0) {
      // Each call begins to end labs, so that all end side by side.
      left = left.stream().filter(robot -> !isRemoved(robot)).toList();
      if (!left.isEmpty()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return new ArrayList<>(in(names).stream().map(ParticipantRecord::name).toList());
  }

  private List<ParticipantRecord> in(Set<String> names) {
    return participants().stream().filter(one -> names.contains(one.name())).toList();
  }

  /** All who are in the workshop. Nobody, when it was deleted with all of them. */
  List<ParticipantRecord> participants() {
    try {
      return workshops.tower().look(instructorId, workshopId).learners().stream()
          .map(LearnerRow::participant)
          .collect(Collectors.toList());
    } catch (WorkshopFailure deleted) {
      return List.of();
    }
  }

  private boolean isRemoved(ParticipantRecord robot) {
    try {
      workshops.lesson().remove(instructorId, workshopId, robot.id());
      return true;
    } catch (WorkshopFailure failure) {
      return failure.reason() != Reason.STILL_ENDING; // Removed by somebody else.
    }
  }
}
