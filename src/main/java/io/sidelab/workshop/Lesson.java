package io.sidelab.workshop;

import io.sidelab.content.Lab;
import io.sidelab.store.AssignmentRecord;
import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workspace.EndReason;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceView;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an instructor does with a class while it works, for one learner or for all. */
public final class Lesson {
  private static final Logger LOG = LoggerFactory.getLogger(Lesson.class);
  private static final int LONGEST_MESSAGE = 1_000;

  private final Workshops workshops;
  private final Clock clock;

  Lesson(Workshops workshops, Clock clock) {
    this.workshops = workshops;
    this.clock = clock;
  }

  /**
   * Says something to a learner, or to all.
   *
   * @param command whether it is one for a terminal, to be clicked: never run by itself
   */
  public void say(
      String instructorId,
      String workshopId,
      Optional<String> participantId,
      boolean command,
      String text)
      throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    if (participantId.isPresent()) {
      workshops.participant(workshopId, participantId.get());
    }
    String said = text.strip();
    if (said.isEmpty() || said.length() > LONGEST_MESSAGE || !sayable(said, command)) {
      throw new WorkshopFailure(
          Reason.INVALID,
          command
              ? "A command is one line of at most 1000 characters."
              : "A message has 1 to 1000 characters.");
    }
    write(workshopId, participantId, command ? EventKind.COMMAND : EventKind.MESSAGE, said);
  }

  /** A command with a line break would run by itself when it is typed. */
  private static boolean sayable(String text, boolean command) {
    return Names.printable(command ? text : text.replaceAll("[\n\r\t]", " "));
  }

  /** Time stands still for everybody, or goes on. */
  public void pause(String instructorId, String workshopId, boolean paused) throws WorkshopFailure {
    WorkshopRecord workshop = running(instructorId, workshopId);
    if (workshop.pausedSince().isPresent() == paused) {
      return;
    }
    workshops
        .preparation()
        .changed(
            workshopId,
            now -> Changes.paused(now, paused ? Optional.of(clock.instant()) : Optional.empty()));
    forEachLab(
        workshopId,
        lab -> {
          if (paused) {
            workshops.workspaces().pause(lab.learnerId(), lab.id());
          } else {
            workshops.workspaces().resume(lab.learnerId(), lab.id());
          }
        });
    write(workshopId, Optional.empty(), paused ? EventKind.PAUSED : EventKind.RESUMED, "");
  }

  /** Asks everybody to go to a step. */
  public void move(String instructorId, String workshopId, String labId, int step)
      throws WorkshopFailure {
    WorkshopRecord workshop = running(instructorId, workshopId);
    Optional<Lab> lab =
        Optional.of(labId).filter(workshop.labs()::contains).flatMap(workshops::lab);
    if (lab.isEmpty() || step < 1 || step > lab.get().steps().size()) {
      throw new WorkshopFailure(Reason.INVALID, "This workshop has no such step.");
    }
    workshops.preparation().changed(workshopId, now -> Changes.moved(now, labId, step));
    workshops
        .room(workshopId)
        .ledger()
        .write(Optional.empty(), EventKind.MOVED, "", labId, step, "");
    workshops.room(workshopId).announce();
  }

  /**
   * Shows a terminal to everybody, read only.
   *
   * @param terminalId one of the instructor's own labs
   * @param learnerId who the instructor is as a learner
   */
  public void broadcast(String instructorId, String learnerId, String workshopId, String terminalId)
      throws WorkshopFailure, WorkspaceFailure {
    running(instructorId, workshopId);
    workshops.workspaces().terminal(learnerId, terminalId);
    Optional<BroadcastRecord> shown = Optional.of(new BroadcastRecord(terminalId, learnerId));
    workshops.preparation().changed(workshopId, now -> Changes.shows(now, shown));
    write(workshopId, Optional.empty(), EventKind.BROADCAST_BEGUN, "");
  }

  /** Everybody sees their own again. */
  public void endBroadcast(String instructorId, String workshopId) throws WorkshopFailure {
    if (workshops.owned(instructorId, workshopId).broadcast().isPresent()) {
      workshops.preparation().changed(workshopId, now -> Changes.shows(now, Optional.empty()));
      write(workshopId, Optional.empty(), EventKind.BROADCAST_ENDED, "");
    }
  }

  /** The instructor has been there. */
  public void lowerHand(String instructorId, String workshopId, String participantId)
      throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    workshops.participant(workshopId, participantId);
    write(workshopId, Optional.of(participantId), EventKind.HAND_LOWERED, "");
  }

  /** Gives a learner more time. */
  public void extend(String instructorId, String workshopId, String participantId)
      throws WorkshopFailure, WorkspaceFailure {
    WorkspaceView lab = labOf(instructorId, workshopId, participantId);
    workshops.workspaces().extend(lab.learnerId(), lab.id());
    write(workshopId, Optional.of(participantId), EventKind.HELPED, "time");
  }

  /** Gives everybody more time, as far as it goes; returns to how many. */
  public int extendAll(String instructorId, String workshopId) throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    int given = 0;
    for (ParticipantRecord one : workshops.store().participants(workshopId)) {
      try {
        extend(instructorId, workshopId, one.id());
        given++;
      } catch (WorkshopFailure | WorkspaceFailure none) {
        LOG.debug("no more time for {}: {}", one.id(), none.getMessage());
      }
    }
    return given;
  }

  /** Makes a learner's machine anew, as the lab has it. */
  public void reset(String instructorId, String workshopId, String participantId, String machine)
      throws WorkshopFailure, WorkspaceFailure {
    WorkspaceView lab = labOf(instructorId, workshopId, participantId);
    workshops.workspaces().reset(lab.learnerId(), lab.id(), machine);
    write(workshopId, Optional.of(participantId), EventKind.HELPED, "reset " + machine);
  }

  /** The lab that a learner works in, for what an instructor does in their place. */
  public WorkspaceView labOf(String instructorId, String workshopId, String participantId)
      throws WorkshopFailure, WorkspaceFailure {
    workshops.owned(instructorId, workshopId);
    ParticipantRecord participant = workshops.participant(workshopId, participantId);
    String workspaceId =
        workshops
            .room(workshopId)
            .ledger()
            .standing(participantId)
            .map(Standing::workspaceId)
            .filter(id -> !id.isEmpty())
            .orElseThrow(
                () ->
                    new WorkshopFailure(
                        Reason.WRONG_STATE, participant.name() + " has not started a lab yet."));
    return workshops.workspaces().find(participant.learnerId(), workspaceId);
  }

  /** Takes a learner out of the workshop, with everything that is kept of them. */
  public void remove(String instructorId, String workshopId, String participantId)
      throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    ParticipantRecord participant = workshops.participant(workshopId, participantId);
    endLabs(workshopId, participant);
    refuseWhileEnding(workshopId, participant);
    workshops.store().deleteParticipant(participantId);
    workshops.room(workshopId).ledger().forget();
    workshops.forget(workshopId);
    workshops.room(workshopId).announce();
  }

  /** A workspace that ends writes to the store until nothing of it is left. */
  private void refuseWhileEnding(String workshopId, ParticipantRecord participant)
      throws WorkshopFailure {
    if (!workshops.attendance().running(participant.learnerId(), workshopId).isEmpty()) {
      throw new WorkshopFailure(
          Reason.STILL_ENDING, "Labs are still being ended. Try again in some seconds.");
    }
  }

  void refuseWhileEnding(String workshopId) throws WorkshopFailure {
    for (ParticipantRecord participant : workshops.store().participants(workshopId)) {
      refuseWhileEnding(workshopId, participant);
    }
  }

  void endLabs(String workshopId) {
    workshops.store().participants(workshopId).forEach(one -> endLabs(workshopId, one));
  }

  private void forEachLab(String workshopId, Consumer<WorkspaceView> action) {
    for (ParticipantRecord participant : workshops.store().participants(workshopId)) {
      workshops.attendance().running(participant.learnerId(), workshopId).forEach(action);
    }
  }

  private void endLabs(String workshopId, ParticipantRecord participant) {
    for (AssignmentRecord lab : workshops.store().assignments(workshopId)) {
      if (!lab.participantId().equals(participant.id())) {
        continue;
      }
      try {
        workshops
            .workspaces()
            .end(participant.learnerId(), lab.workspaceId(), EndReason.CLOSED_BY_INSTRUCTOR);
      } catch (WorkspaceFailure over) {
        LOG.debug("workspace {} is over: {}", lab.workspaceId(), over.getMessage());
      }
    }
  }

  private WorkshopRecord running(String instructorId, String workshopId) throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, workshopId);
    if (Preparation.state(workshop) != WorkshopState.OPEN) {
      throw new WorkshopFailure(Reason.WRONG_STATE, "Open the workshop first.");
    }
    return workshop;
  }

  private void write(
      String workshopId, Optional<String> participantId, EventKind kind, String detail) {
    workshops.room(workshopId).ledger().write(participantId, kind, detail);
    workshops.room(workshopId).announce();
  }
}
