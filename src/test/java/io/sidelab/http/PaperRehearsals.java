package io.sidelab.http;

import io.sidelab.rehearsal.RehearsalReport;
import io.sidelab.rehearsal.Rehearsals;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workshop.Workshops;
import java.util.Optional;

/** Nothing is rehearsed on a paper world. */
record PaperRehearsals(Workshops workshops) implements Rehearsals {
  @Override
  public RehearsalReport start(String instructorId, String workshopId, int learners, int minutes)
      throws WorkshopFailure {
    workshops.preparation().find(instructorId, workshopId);
    throw new WorkshopFailure(Reason.WRONG_STATE, "Nothing is rehearsed here.");
  }

  @Override
  public Optional<RehearsalReport> latest(String instructorId, String workshopId)
      throws WorkshopFailure {
    workshops.preparation().find(instructorId, workshopId);
    return Optional.empty();
  }

  @Override
  public void stop(String instructorId, String workshopId) throws WorkshopFailure {
    workshops.preparation().find(instructorId, workshopId);
  }
}
