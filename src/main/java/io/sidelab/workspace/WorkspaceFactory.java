package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.TerminalSize;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.recording.Recordings;
import io.sidelab.store.AnswerRecord;
import io.sidelab.store.MachineRecord;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.Store;
import io.sidelab.store.WorkspaceRecord;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.Terminals;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Clock;
import java.util.function.Consumer;

/** Makes workspaces: new ones, and those that the store remembers. */
final class WorkspaceFactory {
  private final Terminals terminals;
  private final Store store;
  private final Recordings recordings;
  private final Identifiers identifiers;
  private final Admission admission;
  private final WorkspaceThreads threads;
  private final Times times;
  private final Clock clock;
  private final Consumer<Terminal> ended;

  /**
   * @param ended told of each first terminal whose TTY has ended
   */
  WorkspaceFactory(
      Terminals terminals,
      Store store,
      Recordings recordings,
      Identifiers identifiers,
      Admission admission,
      WorkspaceThreads threads,
      Times times,
      Clock clock,
      Consumer<Terminal> ended) {
    this.terminals = terminals;
    this.store = store;
    this.recordings = recordings;
    this.identifiers = identifiers;
    this.admission = admission;
    this.threads = threads;
    this.times = times;
    this.clock = clock;
    this.ended = ended;
  }

  /**
   * @param record whether its terminals are to be recorded, as far as the server allows it
   */
  Workspace fresh(String learnerId, Lab lab, boolean record) {
    String id = identifiers.next();
    Lifetime lifetime = new Lifetime(times, clock.instant());
    boolean recorded =
        record
            && recordings.begin(
                new RecordedWorkspace(id, learnerId, lab.id(), lab.title(), lifetime.created()));
    Workspace workspace = make(id, learnerId, lab, lifetime, recorded);
    for (MachineDefinition definition : lab.machines()) {
      workspace.add(machine(workspace, definition, identifiers.next()));
    }
    return workspace;
  }

  /** With the terminals' old names, so that links to them live on. Its time idle begins anew. */
  Workspace restored(WorkspaceRecord record, Lab lab) {
    Lifetime lifetime = new Lifetime(times, record.created(), record.expires(), clock.instant());
    boolean recorded = recordings.resume(record.id());
    Workspace workspace = make(record.id(), record.learnerId(), lab, lifetime, recorded);
    for (MachineDefinition definition : lab.machines()) {
      MachineRecord known =
          record.machines().stream()
              .filter(machine -> machine.name().equals(definition.name()))
              .findFirst()
              .orElse(null);
      String terminalId = known == null ? identifiers.next() : known.terminalId();
      WorkspaceMachine machine = machine(workspace, definition, terminalId);
      if (known != null) {
        machine.remember(known);
      }
      workspace.add(machine);
    }
    restoreProgress(workspace);
    workspace.watch(new WorkspaceRecorder(store, workspace));
    return workspace;
  }

  private void restoreProgress(Workspace workspace) {
    workspace.change(
        () -> {
          workspace.passed(store.passedSteps(workspace.id()));
          for (AnswerRecord answer : store.answers(workspace.id())) {
            workspace.answered(answer.questionId(), answer.right());
          }
          store.predictions(workspace.id()).forEach(made -> restore(workspace, made));
          return true;
        });
  }

  /** With the explanation as the lab has it now; what it has no longer stays in the store. */
  private static void restore(Workspace workspace, PredictionRecord made) {
    workspace.lab().steps().stream()
        .flatMap(step -> step.predictions().stream())
        .filter(prediction -> prediction.id().equals(made.predictionId()))
        .map(one -> new PredictionOutcome(made.guess(), made.measured(), one.explanation()))
        .forEach(outcome -> workspace.predicted(made.predictionId(), outcome));
  }

  private Workspace make(
      String id, String learnerId, Lab lab, Lifetime lifetime, boolean recorded) {
    return new Workspace(
        id,
        learnerId,
        lab,
        lifetime,
        recorded,
        new SerialQueue(threads.workers()),
        admission::place);
  }

  private WorkspaceMachine machine(Workspace workspace, MachineDefinition definition, String id) {
    Terminal terminal = terminals.create(id, TerminalSize.DEFAULT, ended);
    if (workspace.recorded()) {
      recordings.record(
          workspace.id(), definition.name(), true, workspace.titleOf(definition), terminal);
    }
    return new WorkspaceMachine(definition, terminal);
  }
}
