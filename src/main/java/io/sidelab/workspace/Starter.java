package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.Machines;
import io.sidelab.workspace.MachinePreparation.Prepared;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a workspace up, each machine as soon as its image is there. A machine that is needed and
 * cannot be had ends the workspace; one that is not is shown as failed, and the lab goes on.
 */
final class Starter {
  private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

  private final Machines machines;
  private final MachinePreparation preparation;
  private final MachineSpecs specs;
  private final WorkspaceNetworks networks;
  private final LabFiles files;
  private final MachineRuns runs;
  private final Endings endings;
  private final Clock clock;

  Starter(
      Machines machines,
      MachinePreparation preparation,
      MachineSpecs specs,
      WorkspaceNetworks networks,
      LabFiles files,
      MachineRuns runs,
      Endings endings,
      Clock clock) {
    this.machines = machines;
    this.preparation = preparation;
    this.specs = specs;
    this.networks = networks;
    this.files = files;
    this.runs = runs;
    this.endings = endings;
    this.clock = clock;
  }

  /** Begins with a workspace that has its room; returns at once. */
  void begin(Workspace workspace) {
    boolean begun =
        workspace.change(
            () -> {
              if (workspace.state() != WorkspaceState.QUEUED) {
                return false;
              }
              workspace.lifetime().begin(clock.instant());
              workspace.become(WorkspaceState.STARTING, "The machines are being made.");
              return true;
            });
    if (begun) {
      LOG.info(
          "workspace {}: lab {} starts for learner {}",
          workspace.id(),
          workspace.lab().id(),
          workspace.learnerId());
      workspace.machines().forEach(machine -> launch(workspace, machine));
    }
  }

  /** Makes and starts one machine; returns at once. */
  void launch(Workspace workspace, WorkspaceMachine machine) {
    workspace.changeLive(
        () -> machine.waiting("Waits for its image " + machine.definition().image() + "."));
    preparation
        .of(machine.definition())
        .whenComplete(
            (prepared, failure) ->
                workspace
                    .steps()
                    .add(
                        () -> {
                          if (failure == null) {
                            make(workspace, machine, prepared);
                          } else {
                            failed(workspace, machine, MachinePreparation.cause(failure));
                          }
                        }));
  }

  private void make(Workspace workspace, WorkspaceMachine machine, Prepared prepared) {
    if (!workspace.live()) {
      return;
    }
    try {
      Optional<String> network = networks.of(workspace, machine);
      MachineSpec spec =
          prepared
              .vm()
              .map(start -> specs.vm(workspace, machine, network, start))
              .orElseGet(() -> specs.container(workspace, machine, network));
      String engineId = machines.create(spec);
      workspace.changeLive(() -> machine.made(engineId, prepared.vm().map(VmStart::accelerator)));
      if (!machine.isVm()) {
        files.putIntoContainer(machine, engineId);
      }
      runs.start(workspace, machine, engineId, "");
      settle(workspace);
    } catch (EngineFailure failure) {
      failed(workspace, machine, failure);
    }
  }

  private void failed(Workspace workspace, WorkspaceMachine machine, EngineFailure failure) {
    if (!workspace.live()) {
      return;
    }
    LOG.warn(
        "workspace {}: machine {} cannot be had ({}): {}",
        workspace.id(),
        machine.name(),
        failure.reason(),
        failure.getMessage());
    if (!machine.definition().optional() && workspace.state() == WorkspaceState.STARTING) {
      endings.end(
          workspace,
          EndReason.START_FAILED,
          machine.definition().title() + ": " + failure.learnerText());
      return;
    }
    cannotStart(workspace, machine, failure);
    settle(workspace);
  }

  /** The machine is not there, for a reason that its learner reads; the lab goes on without it. */
  void cannotStart(Workspace workspace, WorkspaceMachine machine, EngineFailure failure) {
    unmake(workspace, machine);
    workspace.changeLive(() -> machine.failed(failure.learnerText()));
  }

  private void unmake(Workspace workspace, WorkspaceMachine machine) {
    if (machine.engineId().isEmpty()) {
      return;
    }
    try {
      machines.remove(machine.engineId().get());
      workspace.changeLive(machine::unmade);
    } catch (EngineFailure failure) {
      // It goes with the workspace: what carries the workspace's label is removed at its end.
      LOG.warn(
          "workspace {}: {} is left: {}", workspace.id(), machine.name(), failure.getMessage());
    }
  }

  /** Ready when all machines that are needed run, failed when there is nothing to use at all. */
  void settle(Workspace workspace) {
    boolean nothing =
        workspace.machines().stream().allMatch(one -> one.state() == MachineState.FAILED);
    if (nothing && workspace.live()) {
      String why = workspace.machines().iterator().next().message();
      endings.end(workspace, EndReason.START_FAILED, why);
      return;
    }
    boolean ready =
        workspace.change(
            () -> {
              if (workspace.state() != WorkspaceState.STARTING || !complete(workspace)) {
                return false;
              }
              workspace.become(WorkspaceState.READY, "");
              return true;
            });
    if (ready) {
      Duration took = Duration.between(workspace.lifetime().created(), clock.instant());
      LOG.info("workspace {}: ready after {} ms", workspace.id(), took.toMillis());
    }
  }

  private static boolean complete(Workspace workspace) {
    return workspace.machines().stream()
            .allMatch(machine -> machine.settled() || waitsWithoutHarm(machine))
        && workspace.machines().stream().anyMatch(WorkspaceMachine::settled);
  }

  private static boolean waitsWithoutHarm(WorkspaceMachine machine) {
    return machine.definition().optional() && machine.state() == MachineState.WAITING;
  }
}
