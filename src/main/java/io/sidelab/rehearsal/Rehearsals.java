package io.sidelab.rehearsal;

import io.sidelab.workshop.WorkshopFailure;
import java.util.Optional;

/** Rehearsals of workshops, each for the instructor whose workshop it is. */
public interface Rehearsals {
  /** A robot has a thread and some hundred kilobytes in this very server. */
  int MOST_LEARNERS = 60;

  /** Longer than a class without its breaks. */
  int MOST_MINUTES = 120;

  /**
   * Begins one; there is one at a time on a server. A workshop that is not open is opened for it,
   * and closed again afterwards unless somebody came meanwhile.
   *
   * @param learners 1 to the workshop's seats, at most {@value #MOST_LEARNERS}
   * @param minutes 1 to {@value #MOST_MINUTES}; robots that are not through by then are stopped
   * @throws WorkshopFailure also when learners are in the workshop, who must not be disturbed
   */
  RehearsalReport start(String instructorId, String workshopId, int learners, int minutes)
      throws WorkshopFailure;

  /** How it goes or went: the latest of the workshop since the server started. */
  Optional<RehearsalReport> latest(String instructorId, String workshopId) throws WorkshopFailure;

  /** Stops the one that goes on, if any; its robots are removed then. Returns at once. */
  void stop(String instructorId, String workshopId) throws WorkshopFailure;
}
