package io.sidelab.workspace;

import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import io.sidelab.recording.Recordings;
import io.sidelab.store.Store;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the checks of steps, one at a time per workspace. Waits for the script. */
final class Checks {
  private final Machines machines;
  private final Facts facts;
  private final LiveDensityRuns density;
  private final Store store;
  private final Recordings recordings;
  private final Activities activities;
  private final Clock clock;

  Checks(
      Machines machines,
      LiveDensityRuns density,
      Store store,
      Recordings recordings,
      Activities activities,
      Clock clock) {
    this.machines = machines;
    this.density = density;
    this.facts = new Facts(machines);
    this.store = store;
    this.recordings = recordings;
    this.activities = activities;
    this.clock = clock;
  }

  CheckOutcome check(Workspace workspace, int number) throws WorkspaceFailure {
    Check check = LabParts.check(workspace.lab(), number);
    WorkspaceMachine machine = LabParts.machine(workspace, check.machine());
    String engineId = FurtherTerminals.runningOrRefuse(workspace, machine);
    workspace.beginCheck();
    try {
      CheckOutcome outcome = run(workspace, machine, engineId, check);
      if (outcome.passed()) {
        passed(workspace, number);
      } else {
        activities.tell(workspace, Activity.Kind.CHECK_FAILED, number, outcome.hint());
      }
      return outcome;
    } finally {
      workspace.endCheck();
    }
  }

  private CheckOutcome run(
      Workspace workspace, WorkspaceMachine machine, String engineId, Check check)
      throws WorkspaceFailure {
    try {
      List<String> line = line(workspace, check);
      return outcome(
          machine, check, machines.run(engineId, GuestCommand.of(machine, line, check.timeout())));
    } catch (MissingFact missing) {
      return failed(missing.learnerText(), check, "");
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.COMMAND_TIMEOUT) {
        return new CheckOutcome(
            false,
            "The check took longer than "
                + check.timeout().toSeconds()
                + " seconds and was stopped. Is the machine busy? Try again.",
            "");
      }
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    }
  }

  /** The facts become arguments of {@code env}: no shell reads their values. */
  private List<String> line(Workspace workspace, Check check) throws EngineFailure, MissingFact {
    List<String> line = new ArrayList<>();
    if (!check.facts().isEmpty()) {
      line.add("env");
    }
    for (Fact fact : check.facts()) {
      line.add(fact.name() + "=" + value(workspace, fact));
    }
    line.addAll(List.of("sh", "-c", check.script()));
    return line;
  }

  private String value(Workspace workspace, Fact fact) throws EngineFailure, MissingFact {
    return fact.source() == Fact.Source.DENSITY
        ? density.figure(workspace, fact.text())
        : facts.value(fact, place(workspace, fact.machine()));
  }

  private static Place place(Workspace workspace, String name) throws MissingFact {
    try {
      WorkspaceMachine machine = LabParts.machine(workspace, name);
      String engineId = FurtherTerminals.runningOrRefuse(workspace, machine);
      return new Place(engineId, machine.definition().title(), machine.isVm());
    } catch (WorkspaceFailure failure) {
      throw new MissingFact("The check looks at another machine too. " + failure.learnerText());
    }
  }

  private static CheckOutcome outcome(WorkspaceMachine machine, Check check, CommandResult result)
      throws WorkspaceFailure {
    if (result.succeeded()) {
      return new CheckOutcome(true, "", result.output());
    }
    if (machine.isVm() && result.exitCode() == GuestCommand.GUEST_SILENT) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE, GuestCommand.silent(machine.definition().title()));
    }
    return failed(lastLine(result.output()), check, result.output());
  }

  private static CheckOutcome failed(String said, Check check, String output) {
    return new CheckOutcome(false, said.isEmpty() ? check.hint() : said, output);
  }

  static String lastLine(String output) {
    List<String> lines = output.lines().map(String::strip).filter(one -> !one.isEmpty()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private void passed(Workspace workspace, int number) throws WorkspaceFailure {
    store.recordPassed(workspace.id(), number, clock.instant());
    boolean first = workspace.change(() -> workspace.passed(Set.of(number)));
    if (first) {
      String title = LabParts.step(workspace.lab(), number).title();
      recordings.mark(workspace.id(), "Step " + number + " passed: " + title);
      activities.tell(workspace, Activity.Kind.CHECK_PASSED, number, "");
    }
  }
}
