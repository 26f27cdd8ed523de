package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.recording.Recordings;
import io.sidelab.terminal.Terminal;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts machines that are made, and ties their first terminal to them. */
final class MachineRuns {
  private static final Logger LOG = LoggerFactory.getLogger(MachineRuns.class);

  private final Machines machines;
  private final WorkspaceThreads threads;
  private final GuestWatch guests;
  private final Recordings recordings;
  private final Clock clock;

  MachineRuns(
      Machines machines,
      WorkspaceThreads threads,
      GuestWatch guests,
      Recordings recordings,
      Clock clock) {
    this.machines = machines;
    this.threads = threads;
    this.guests = guests;
    this.recordings = recordings;
    this.clock = clock;
  }

  /**
   * One run of a machine: its terminal is tied to it before it starts, so that nothing is missed. A
   * container is ready when it runs, a VM when its guest answers. One of the workspace's steps.
   *
   * @param note shown with the machine once it runs
   */
  void start(Workspace workspace, WorkspaceMachine machine, String engineId, String note)
      throws EngineFailure {
    workspace.changeLive(() -> machine.starting(note));
    if (machine.isVm() && machine.everAttached()) {
      workspace.changeLive(machine::lostFiles);
    }
    attach(workspace, machine, engineId, false);
    Optional<PromptWatch> prompt = promptWatch(workspace, machine);
    try {
      prompt.ifPresent(PromptWatch::begin);
      machines.start(engineId);
    } catch (EngineFailure failure) {
      prompt.ifPresent(PromptWatch::stop);
      throw failure;
    }
    workspace.changeLive(() -> machine.seenRunning(clock.instant()));
    machine.terminals().first().ifPresent(Terminal::tellSize);
    started(workspace, machine, note);
  }

  /** Says that a machine runs, and has a VM's guest asked until it answers. */
  void started(Workspace workspace, WorkspaceMachine machine, String note) {
    if (machine.isVm()) {
      guests.await(workspace, machine, note);
      return;
    }
    workspace.changeLive(
        () -> {
          machine.placedFiles();
          machine.ready(note);
        });
  }

  /**
   * @param replay whether the terminal is to begin with the output the engine kept
   */
  void attach(Workspace workspace, WorkspaceMachine machine, String engineId, boolean replay)
      throws EngineFailure {
    WatchedTty tty = new WatchedTty(machines.attach(engineId, replay));
    if (!workspace.changeLive(() -> machine.connected(tty))) {
      tty.close();
      return;
    }
    if (replay) {
      recordings.replays(machine.terminals().firstId());
    }
    machine.terminals().first().orElseThrow().connect(tty, replay);
  }

  private Optional<PromptWatch> promptWatch(Workspace workspace, WorkspaceMachine machine) {
    if (machine.promptMillis().isPresent() || machine.terminals().first().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PromptWatch.on(
            machine.terminals().first().orElseThrow(),
            threads,
            millis -> {
              LOG.info(
                  "workspace {}: {} had its prompt after {} ms",
                  workspace.id(),
                  machine.name(),
                  millis);
              workspace.changeLive(() -> machine.prompted(millis));
            }));
  }
}
