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
import java.util.Optional;
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

  Workspace fresh(String learnerId, Lab lab, StartTerms terms) {
    String id = identifiers.next();
    Lifetime lifetime = new Lifetime(times, clock.instant(), terms.time());
    boolean recorded =
        terms.recorded()
            && recordings.begin(
                new RecordedWorkspace(id, learnerId, lab.id(), lab.title(), lifetime.created()));
    Workspace workspace = make(id, learnerId, lab, lifetime, recorded, terms.cohort());
    for (MachineDefinition definition : lab.machines()) {
      workspace.add(machine(workspace, definition, identifiers.next()));
    }
    return workspace;
  }

  /** With the terminals' old names, so that links to them live on. Its time idle begins anew. */
  Workspace restored(WorkspaceRecord record, Lab lab) {
    Lifetime lifetime =
        new Lifetime(times, record.created(), record.expires(), clock.instant(), record.terms());
    boolean recorded = recordings.resume(record.id());
    Workspace workspace =
        make(record.id(), record.learnerId(), lab, lifetime, recorded, record.terms().cohort());
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
      String id,
      String learnerId,
      Lab lab,
      Lifetime lifetime,
      boolean recorded,
      Optional<String> cohort) {
    return new Workspace(
        id,
        learnerId,
        lab,
        lifetime,
        recorded,
        new SerialQueue(threads.workers()),
        admission::place,
        cohort);
  }

  /**
   * What the first terminals of a workspace of the pool print from now on is kept for the learner
   * who got it. Writes a small file.
   */
  void record(Workspace workspace) {
    Lab lab = workspace.lab();
    RecordedWorkspace recorded =
        new RecordedWorkspace(
            workspace.id(),
            workspace.learnerId(),
            lab.id(),
            lab.title(),
            workspace.lifetime().created());
    if (!recordings.begin(recorded)) {
      return;
    }
    workspace.recordedFromNow();
    for (WorkspaceMachine machine : workspace.machines()) {
      machine.terminals().first().ifPresent(one -> record(workspace, machine.ofLab(), one));
    }
  }

  private void record(Workspace workspace, MachineDefinition machine, Terminal terminal) {
    recordings.record(workspace.id(), machine.name(), true, workspace.titleOf(machine), terminal);
  }

  private WorkspaceMachine machine(Workspace workspace, MachineDefinition definition, String id) {
    Terminal terminal = terminals.create(id, TerminalSize.DEFAULT, ended);
    if (workspace.recorded()) {
      record(workspace, definition, terminal);
    }
    return new WorkspaceMachine(definition, terminal);
  }
}
