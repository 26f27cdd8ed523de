package io.sidelab.workshop;

import io.sidelab.content.Lab;
import io.sidelab.engine.Subscription;
import io.sidelab.store.AssignmentRecord;
import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.terminal.Terminal;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workspace.StartTerms;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceView;
import java.util.List;
import java.util.Optional;

/** What learners do in a class. Every call names the learner; classes of others are not found. */
public final class Attendance {
  private final Workshops workshops;

  Attendance(Workshops workshops) {
    this.workshops = workshops;
  }

  /** The class as this learner sees it. */
  public ClassView look(String learnerId, String workshopId) throws WorkshopFailure {
    ParticipantRecord me = me(learnerId, workshopId);
    WorkshopRecord workshop = workshop(workshopId);
    return new ClassView(
        workshop,
        me,
        standing(me),
        running(learnerId, workshopId),
        ledger(workshopId).messages(me.id()));
  }

  List<WorkspaceView> running(String learnerId, String workshopId) {
    return workshops.workspaces().of(learnerId).stream()
        .filter(one -> workshops.workshopOf(one.id()).filter(workshopId::equals).isPresent())
        .toList();
  }

  /** Hears when the class changes, and counts as there, until closed. */
  public Subscription enter(String learnerId, String workshopId, Runnable listener)
      throws WorkshopFailure {
    return workshops.room(workshopId).enter(me(learnerId, workshopId).id(), listener);
  }

  /** Starts a lab of the workshop, or goes back to the one that runs. */
  public WorkspaceView start(String learnerId, String workshopId, String labId)
      throws WorkshopFailure, WorkspaceFailure {
    ParticipantRecord me = me(learnerId, workshopId);
    WorkshopRecord workshop = workshop(workshopId);
    if (Preparation.state(workshop) != WorkshopState.OPEN) {
      throw new WorkshopFailure(
          Reason.WRONG_STATE,
          Preparation.state(workshop) == WorkshopState.ENDED
              ? "This workshop is over."
              : "Your instructor has not opened the labs yet. This page goes on by itself.");
    }
    Optional<WorkspaceView> running =
        running(learnerId, workshopId).stream()
            .filter(one -> one.labId().equals(labId))
            .findFirst();
    if (running.isPresent()) {
      return running.get();
    }
    Lab lab = lab(workshop, labId);
    WorkspaceView view = workshops.workspaces().start(learnerId, lab, terms(workshop, lab));
    workshops.assign(workshopId, new AssignmentRecord(view.id(), me.id(), labId));
    ledger(workshopId).write(Optional.of(me.id()), EventKind.LAB_STARTED, view.id(), labId, 0, "");
    if (workshop.pausedSince().isPresent()) {
      workshops.workspaces().pause(learnerId, view.id());
    }
    return view;
  }

  private static StartTerms terms(WorkshopRecord workshop, Lab lab) {
    return new StartTerms(
        Optional.of(workshop.id()),
        Optional.of(workshop.time()),
        lab.recorded() || workshop.recorded());
  }

  private Lab lab(WorkshopRecord workshop, String labId) throws WorkshopFailure {
    return Optional.of(labId)
        .filter(workshop.labs()::contains)
        .flatMap(workshops::lab)
        .orElseThrow(() -> new WorkshopFailure(Reason.NOT_FOUND, "This workshop has no such lab."));
  }

  /** The learner of a workspace looks at a step; nothing where the workspace is of no class. */
  public void looksAt(WorkspaceView workspace, int step) throws WorkshopFailure {
    Optional<String> workshopId = workshops.workshopOf(workspace.id());
    if (workshopId.isEmpty()) {
      return;
    }
    ParticipantRecord me = me(workspace.learnerId(), workshopId.get());
    Standing standing = standing(me);
    if (standing.labId().equals(workspace.labId()) && standing.step() == step) {
      return;
    }
    ledger(workshopId.get())
        .write(
            Optional.of(me.id()),
            EventKind.STEP_SHOWN,
            workspace.id(),
            workspace.labId(),
            step,
            "");
  }

  /** Asks for the instructor, or does no more. */
  public void hand(String learnerId, String workshopId, boolean raised) throws WorkshopFailure {
    ParticipantRecord me = me(learnerId, workshopId);
    if (standing(me).handRaised().isPresent() == raised) {
      return;
    }
    ledger(workshopId)
        .write(Optional.of(me.id()), raised ? EventKind.HAND_RAISED : EventKind.HAND_LOWERED, "");
    workshops.room(workshopId).announce();
  }

  /** A learner who sees the instructor's terminal, and that terminal. */
  public record Watching(ParticipantRecord participant, Terminal terminal) {}

  /** Whether this terminal is shown to a class that the learner is in. */
  public Optional<Watching> shown(String learnerId, String terminalId) {
    for (ParticipantRecord me : workshops.store().participations(learnerId)) {
      Optional<BroadcastRecord> shown =
          workshops
              .store()
              .workshop(me.workshopId())
              .flatMap(WorkshopRecord::broadcast)
              .filter(broadcast -> broadcast.terminalId().equals(terminalId));
      if (shown.isPresent()) {
        return terminal(shown.get()).map(terminal -> new Watching(me, terminal));
      }
    }
    return Optional.empty();
  }

  private Optional<Terminal> terminal(BroadcastRecord shown) {
    try {
      return Optional.of(workshops.workspaces().terminal(shown.learnerId(), shown.terminalId()));
    } catch (WorkspaceFailure closed) {
      return Optional.empty();
    }
  }

  private Standing standing(ParticipantRecord me) {
    return ledger(me.workshopId()).standing(me.id()).orElseGet(() -> Standing.joined(me.joined()));
  }

  private Ledger ledger(String workshopId) {
    return workshops.room(workshopId).ledger();
  }

  private WorkshopRecord workshop(String workshopId) throws WorkshopFailure {
    return workshops.store().workshop(workshopId).orElseThrow(Attendance::notFound);
  }

  ParticipantRecord me(String learnerId, String workshopId) throws WorkshopFailure {
    return workshops.store().participations(learnerId).stream()
        .filter(one -> one.workshopId().equals(workshopId))
        .findFirst()
        .orElseThrow(Attendance::notFound);
  }

  private static WorkshopFailure notFound() {
    return new WorkshopFailure(
        Reason.NOT_FOUND,
        "You are in no such workshop. Join it with the code that your instructor shows.");
  }
}
