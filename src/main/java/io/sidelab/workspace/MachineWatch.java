package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.MachineEvent;
import io.sidelab.engine.MachineStatus;
import io.sidelab.engine.Machines;
import io.sidelab.terminal.CloseReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what we believe of running machines and what the engine says in step. Whatever happens, the
 * end of a TTY, an event, the engine's return, leads to one look at the machine, which does what is
 * to be done: note its end, tie its terminal to it again, start it again after the engine itself
 * was restarted.
 */
final class MachineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(MachineWatch.class);

  /** A stopping engine gives machines ten seconds to end, then falls silent itself. */
  private static final Duration ENGINE_STOP = Duration.ofSeconds(20);

  /** A machine that somebody removes ends first, and is gone a moment later. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

  private static final String ENGINE_AWAY =
      "The Docker engine does not answer. This terminal comes back with it.";

  private final Machines machines;
  private final Registry registry;
  private final MachineRuns runs;
  private final Doorways doorways;
  private final Endings endings;
  private final WorkspaceThreads threads;
  private final Clock clock;
  private volatile Optional<Instant> lost = Optional.empty();

  MachineWatch(
      Machines machines,
      Registry registry,
      MachineRuns runs,
      Doorways doorways,
      Endings endings,
      WorkspaceThreads threads,
      Clock clock) {
    this.machines = machines;
    this.registry = registry;
    this.runs = runs;
    this.doorways = doorways;
    this.endings = endings;
    this.threads = threads;
    this.clock = clock;
  }

  /** From the engine; hands work on. Instants are ours, not the engine's. */
  void heard(MachineEvent event) {
    if (event instanceof MachineEvent.Exited exited) {
      Labels.workspaceOf(exited.labels())
          .flatMap(registry::find)
          .ifPresent(
              workspace ->
                  Labels.machineOf(exited.labels())
                      .flatMap(workspace::machine)
                      .ifPresent(machine -> look(workspace, machine)));
    } else if (event instanceof MachineEvent.Lost) {
      LOG.warn("the engine does not answer");
      lost = Optional.of(clock.instant());
      eachMachine((workspace, machine) -> workspace.steps().add(() -> away(workspace, machine)));
    } else {
      LOG.info("the engine answers again");
      eachMachine(this::look);
    }
  }

  private interface Visit {
    void to(Workspace workspace, WorkspaceMachine machine);
  }

  private void eachMachine(Visit visit) {
    for (Workspace workspace : registry.all()) {
      if (workspace.live()) {
        workspace.machines().forEach(machine -> visit.to(workspace, machine));
      }
    }
  }

  /** Looks at the machine soon; returns at once. */
  void look(Workspace workspace, WorkspaceMachine machine) {
    if (machine.queueLook()) {
      workspace
          .steps()
          .add(
              () -> {
                machine.beginLook();
                lookNow(workspace, machine);
              });
    }
  }

  /**
   * One of the workspace's steps.
   *
   * @return whether the engine answered, or did not need to be asked
   */
  boolean lookNow(Workspace workspace, WorkspaceMachine machine) {
    if (!workspace.live() || machine.engineId().isEmpty()) {
      return true;
    }
    String engineId = machine.engineId().get();
    try {
      MachineStatus status = machines.inspect(engineId);
      if (status.running()) {
        runs(workspace, machine, engineId);
      } else if (status.exit().isPresent()) {
        ended(workspace, machine, status);
      } else if (workspace.state() == WorkspaceState.READY
          && machine.state() == MachineState.WAITING) {
        madeByAnEarlierServer(workspace, machine, engineId);
      }
      return true;
    } catch (EngineFailure failure) {
      return failed(workspace, machine, failure);
    }
  }

  /** That server ended between making a machine as its learner chose and starting it. */
  private void madeByAnEarlierServer(Workspace workspace, WorkspaceMachine machine, String engineId)
      throws EngineFailure {
    LOG.info("workspace {}: starting {}, which was made", workspace.id(), machine.name());
    if (machine.isVm()) {
      workspace.changeLive(machine::lostFiles);
    }
    runs.start(workspace, machine, engineId, "");
  }

  private void runs(Workspace workspace, WorkspaceMachine machine, String engineId)
      throws EngineFailure {
    workspace.changeLive(() -> machine.seenRunning(clock.instant()));
    if (machine.attached()) {
      workspace.changeLive(() -> machine.unsay(ENGINE_AWAY));
      return;
    }
    LOG.info("workspace {}: tying a terminal to {} again", workspace.id(), machine.name());
    boolean first = !machine.everAttached();
    if (first) {
      hangUp(workspace, engineId);
    }
    runs.attach(workspace, machine, engineId, first);
    if (machine.state() != MachineState.READY || first) {
      workspace.changeLive(() -> machine.starting(""));
      runs.started(workspace, machine, "");
    } else {
      workspace.changeLive(() -> machine.unsay(ENGINE_AWAY));
    }
  }

  /** An earlier server's further terminals cannot be reached any more; their shells would stay. */
  private void hangUp(Workspace workspace, String engineId) {
    try {
      machines.hangUp(engineId);
    } catch (EngineFailure failure) {
      LOG.warn("workspace {}: old shells stay: {}", workspace.id(), failure.getMessage());
    }
  }

  private void ended(Workspace workspace, WorkspaceMachine machine, MachineStatus status)
      throws EngineFailure {
    doorways.close(workspace, machine); // The network that it leads to has ended.
    if (endedWithTheEngine(machine)) {
      startAfterTheEngine(workspace, machine, status.id());
      return;
    }
    if (machine.state() == MachineState.EXITED) {
      return;
    }
    String text = ExitText.of(machine, status.exit().orElseThrow());
    LOG.info("workspace {}: {} ended: {}", workspace.id(), machine.name(), text);
    workspace.changeLive(() -> machine.exited(text, clock.instant()));
    threads.after(SECOND_LOOK, threads.workers(), () -> look(workspace, machine));
    if (!machine.everAttached()) {
      runs.attach(workspace, machine, status.id(), true); // Its last output is worth reading.
    }
  }

  /**
   * If the engine goes away again meanwhile, the machine is still to be started when it is back.
   */
  private void startAfterTheEngine(Workspace workspace, WorkspaceMachine machine, String engineId)
      throws EngineFailure {
    LOG.info("workspace {}: starting {} after the engine", workspace.id(), machine.name());
    try {
      runs.start(workspace, machine, engineId, ExitText.restarted(machine));
    } catch (EngineFailure failure) {
      workspace.changeLive(() -> machine.exited(failure.learnerText(), clock.instant()));
      throw failure;
    }
  }

  /** Whether the machine ended because the engine did, and not by what its learner did. */
  private boolean endedWithTheEngine(WorkspaceMachine machine) {
    if (lost.isEmpty() || machine.seenRunning().isAfter(lost.get())) {
      return false;
    }
    return machine.state() != MachineState.EXITED
        || machine.exitedAt().isAfter(lost.get().minus(ENGINE_STOP));
  }

  private boolean failed(Workspace workspace, WorkspaceMachine machine, EngineFailure failure) {
    LOG.warn(
        "workspace {}: {} cannot be looked at ({}): {}",
        workspace.id(),
        machine.name(),
        failure.reason(),
        failure.getMessage());
    switch (failure.reason()) {
      case GONE -> gone(workspace, machine);
      case ENGINE_UNREACHABLE, ENGINE_TIMEOUT, INTERRUPTED -> {
        away(workspace, machine);
        return false;
      }
      default -> workspace.changeLive(() -> machine.exited(failure.learnerText(), clock.instant()));
    }
    return true;
  }

  private void gone(Workspace workspace, WorkspaceMachine machine) {
    if (!machine.definition().optional()) {
      endings.end(workspace, EndReason.MACHINES_LOST);
      return;
    }
    workspace.changeLive(
        () -> {
          machine.unmade();
          machine.failed(
              "This machine is gone: somebody removed it from the engine. Start it again.");
        });
  }

  /** The engine is away. What runs may still run; what ended with it will be started again. */
  private void away(Workspace workspace, WorkspaceMachine machine) {
    if (machine.state() == MachineState.EXITED && endedWithTheEngine(machine)) {
      workspace.changeLive(() -> machine.say(ExitText.stopped(machine)));
      return;
    }
    if (!machine.started()) {
      return;
    }
    workspace.changeLive(() -> machine.say(ENGINE_AWAY));
    if (!machine.attached()) {
      machine
          .terminals()
          .first()
          .ifPresent(one -> one.interrupted(CloseReason.ENGINE_LOST, ENGINE_AWAY));
    }
  }
}
