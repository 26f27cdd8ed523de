package io.sidelab.workshop;

import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.WorkshopFailure.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans of workshops and their life: prepared, open, ended, deleted. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** Of one instructor; whoever holds that many courses deletes old ones. */
  private static final int MOST = 200;

  private final Workshops workshops;
  private final Codes codes;
  private final Clock clock;

  Preparation(Workshops workshops, Codes codes, Clock clock) {
    this.workshops = workshops;
    this.codes = codes;
    this.clock = clock;
  }

  /** The instructor's workshops, newest first. */
  public List<WorkshopRecord> of(String instructorId) {
    return workshops.store().workshops().stream()
        .filter(workshop -> workshop.instructorId().equals(instructorId))
        .toList();
  }

  public WorkshopRecord find(String instructorId, String id) throws WorkshopFailure {
    return workshops.owned(instructorId, id);
  }

  public WorkshopRecord prepare(String instructorId, Plan plan) throws WorkshopFailure {
    check(plan);
    if (of(instructorId).size() >= MOST) {
      throw new WorkshopFailure(
          Reason.INVALID, "You have " + MOST + " workshops. Delete some that are over first.");
    }
    WorkshopRecord made =
        new WorkshopRecord(
            codes.identifier(),
            instructorId,
            plan.title(),
            freeCode(),
            plan.labs(),
            plan.starts(),
            plan.ends(),
            plan.seats(),
            plan.time(),
            plan.recorded(),
            WorkshopState.PREPARED.name(),
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty());
    workshops.store().addWorkshop(made);
    return made;
  }

  /** A code that was drawn before is drawn again; the store keeps them apart in any case. */
  private String freeCode() {
    String code = codes.join();
    while (workshops.store().workshopByCode(code).isPresent()) {
      code = codes.join();
    }
    return code;
  }

  /** Changes the plan of a workshop that is not over. Labs that run already go on as they are. */
  public WorkshopRecord change(String instructorId, String id, Plan plan) throws WorkshopFailure {
    check(plan);
    if (state(workshops.owned(instructorId, id)) == WorkshopState.ENDED) {
      throw new WorkshopFailure(
          Reason.WRONG_STATE, "This workshop is over. Prepare a new one instead.");
    }
    WorkshopRecord changed = changed(id, workshop -> Changes.planned(workshop, plan));
    workshops.seating().holdAgain(changed);
    workshops.room(id).announce();
    return changed;
  }

  private void check(Plan plan) throws WorkshopFailure {
    plan.check();
    for (String lab : plan.labs()) {
      if (workshops.lab(lab).isEmpty()) {
        throw new WorkshopFailure(
            Reason.INVALID, "There is no lab " + lab + " on this server (any more).");
      }
    }
  }

  /** Learners may start labs from now on. */
  public WorkshopRecord open(String instructorId, String id) throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, id);
    if (state(workshop) == WorkshopState.OPEN) {
      return workshop;
    }
    WorkshopRecord open = changed(id, now -> Changes.state(now, WorkshopState.OPEN));
    workshops.room(id).ledger().write(Optional.empty(), EventKind.OPENED, "");
    workshops.seating().hold(open);
    workshops.room(id).announce();
    return open;
  }

  /** Takes an opening back, after a rehearsal: learners wait again. */
  public WorkshopRecord takeBack(String instructorId, String id) throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, id);
    if (state(workshop) != WorkshopState.OPEN) {
      return workshop;
    }
    WorkshopRecord waits = changed(id, now -> Changes.state(now, WorkshopState.PREPARED));
    workshops.room(id).announce();
    return waits;
  }

  /** Ends the workshop and its learners' labs; results stay. */
  public WorkshopRecord end(String instructorId, String id) throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, id);
    if (state(workshop) == WorkshopState.ENDED) {
      return workshop;
    }
    return ended(id);
  }

  private WorkshopRecord ended(String id) throws WorkshopFailure {
    WorkshopRecord ended = changed(id, now -> Changes.state(now, WorkshopState.ENDED));
    workshops.lesson().endLabs(id);
    workshops.seating().release(id);
    workshops.room(id).ledger().write(Optional.empty(), EventKind.ENDED, "");
    workshops.room(id).announce();
    return ended;
  }

  /** Long after its time; nobody is there to hear of a failure. */
  void endByItself(WorkshopRecord workshop) {
    try {
      ended(workshop.id());
    } catch (WorkshopFailure deleted) {
      LOG.debug("workshop {} is gone: {}", workshop.id(), deleted.getMessage());
    }
  }

  /** Removes the workshop with everything of its learners, once their labs have ended. */
  public void delete(String instructorId, String id) throws WorkshopFailure {
    end(instructorId, id);
    deleteEnded(id);
  }

  void deleteEnded(String id) throws WorkshopFailure {
    workshops.lesson().refuseWhileEnding(id);
    workshops.forgetRecordings(workshops.store().assignments(id));
    workshops.store().deleteWorkshop(id);
    workshops.forget(id);
    workshops.room(id).announce();
    workshops.forgetRoom(id);
  }

  WorkshopRecord changed(String id, UnaryOperator<WorkshopRecord> change) throws WorkshopFailure {
    return workshops
        .store()
        .changeWorkshop(id, change)
        .orElseThrow(
            () -> new WorkshopFailure(Reason.NOT_FOUND, "This workshop has been deleted."));
  }

  /** The state of a workshop as it was read. */
  public static WorkshopState state(WorkshopRecord workshop) {
    return WorkshopState.valueOf(workshop.state());
  }
}
