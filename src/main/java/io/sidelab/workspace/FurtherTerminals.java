package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import io.sidelab.recording.Recordings;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.Terminals;
import io.sidelab.workspace.WorkspaceFailure.Reason;

/** Opens and closes terminals beside a machine's first one. Opening waits for the engine. */
final class FurtherTerminals {
  private final Machines machines;
  private final Terminals terminals;
  private final Recordings recordings;
  private final Identifiers identifiers;
  private final int limit;

  FurtherTerminals(
      Machines machines,
      Terminals terminals,
      Recordings recordings,
      Identifiers identifiers,
      int limit) {
    this.machines = machines;
    this.terminals = terminals;
    this.recordings = recordings;
    this.identifiers = identifiers;
    this.limit = limit;
  }

  String open(Workspace workspace, WorkspaceMachine machine) throws WorkspaceFailure {
    String engineId = runningOrRefuse(workspace, machine);
    reserve(workspace, machine);
    try {
      return open(workspace, machine, engineId);
    } catch (EngineFailure failure) {
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    } finally {
      workspace.change(
          () -> {
            machine.terminals().release();
            return false;
          });
    }
  }

  static String runningOrRefuse(Workspace workspace, WorkspaceMachine machine)
      throws WorkspaceFailure {
    if (!workspace.live() || machine.state() != MachineState.READY) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE,
          machine.state() == MachineState.EXITED
              ? machine.definition().title() + " has ended. Start it again first."
              : machine.definition().title() + " is not ready yet. Try again in a moment.");
    }
    return machine.engineId().orElseThrow();
  }

  private void reserve(Workspace workspace, WorkspaceMachine machine) throws WorkspaceFailure {
    boolean[] reserved = new boolean[1];
    workspace.change(
        () -> {
          reserved[0] = machine.terminals().reserve(limit);
          return false;
        });
    if (!reserved[0]) {
      throw new WorkspaceFailure(
          Reason.TOO_MANY_TERMINALS,
          "This machine has "
              + limit
              + " terminals, which is as many as it may have. Close one of them first.");
    }
  }

  private String open(Workspace workspace, WorkspaceMachine machine, String engineId)
      throws EngineFailure, WorkspaceFailure {
    TerminalSize size = machine.terminals().size();
    Tty tty = machines.open(engineId, GuestCommand.shell(machine), GuestCommand.shellEnvironment());
    Terminal terminal =
        terminals.create(identifiers.next(), size, ended -> shellEnded(workspace, machine, ended));
    if (!workspace.changeLive(() -> machine.terminals().add(terminal))) {
      tty.close();
      terminal.close();
      throw new WorkspaceFailure(Reason.WRONG_STATE, workspace.message());
    }
    if (workspace.recorded()) {
      String title = workspace.titleOf(machine.definition());
      recordings.record(workspace.id(), machine.name(), false, title, terminal);
    }
    try {
      terminal.connect(tty);
    } catch (IllegalStateException closed) {
      throw new WorkspaceFailure(Reason.WRONG_STATE, workspace.message(), closed);
    }
    return terminal.id();
  }

  private void shellEnded(Workspace workspace, WorkspaceMachine machine, Terminal terminal) {
    workspace.changeLive(() -> machine.terminals().remove(terminal.id()));
    recordings.stop(terminal.id());
    terminal.close(CloseReason.CLOSED_BY_LEARNER, "This shell ended.");
  }

  void close(Workspace workspace, WorkspaceMachine machine, String terminalId)
      throws WorkspaceFailure {
    if (machine.terminals().firstId().equals(terminalId)) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE, "A machine's first terminal stays as long as its lab.");
    }
    Terminal[] removed = new Terminal[1];
    workspace.change(
        () -> {
          removed[0] = machine.terminals().remove(terminalId).orElse(null);
          return removed[0] != null;
        });
    if (removed[0] != null) {
      recordings.stop(terminalId);
      removed[0].close(CloseReason.CLOSED_BY_LEARNER, "You closed this terminal.");
    }
  }
}
