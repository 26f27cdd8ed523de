package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import io.sidelab.workspace.MachinePreparation.Prepared;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new machine in the place of one that is there. The new one is made while the old one runs;
 * what cannot be made changes nothing. From the moment that the workspace knows the new one, a
 * later server goes on with it, so a crash at any point leaves one of the two.
 */
final class Remaking {
  private static final Logger LOG = LoggerFactory.getLogger(Remaking.class);

  /** A killed container's TTY ends within milliseconds; a machine is not held up for longer. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Machines machines;
  private final MachineSpecs specs;
  private final WorkspaceNetworks networks;
  private final LabFiles files;
  private final MachineRuns runs;
  private final Doorways doorways;
  private final Starter starter;
  private final WorkspaceThreads threads;

  Remaking(
      Machines machines,
      MachineSpecs specs,
      WorkspaceNetworks networks,
      LabFiles files,
      MachineRuns runs,
      Doorways doorways,
      Starter starter,
      WorkspaceThreads threads) {
    this.machines = machines;
    this.specs = specs;
    this.networks = networks;
    this.files = files;
    this.runs = runs;
    this.doorways = doorways;
    this.starter = starter;
    this.threads = threads;
  }

  /** One of the workspace's steps. */
  void remake(
      Workspace workspace, WorkspaceMachine machine, MachineDefinition next, Prepared prepared) {
    if (!workspace.live()) {
      return;
    }
    String made;
    try {
      made = make(workspace, machine, next, prepared);
    } catch (EngineFailure failure) {
      LOG.warn("workspace {}: {}: {}", workspace.id(), machine.name(), failure.getMessage());
      String text = failure.learnerText() + " The machine goes on as it was.";
      workspace.changeLive(() -> machine.changeFailed(text));
      return;
    }
    Optional<String> old = machine.engineId();
    boolean running = machine.started();
    workspace.changeLive(() -> machine.remade(next, made, prepared.vm().map(VmStart::accelerator)));
    old.ifPresent(id -> end(workspace, machine, id, running));
    try {
      runs.start(workspace, machine, made, "");
    } catch (EngineFailure failure) {
      starter.cannotStart(workspace, machine, failure);
    }
  }

  private String make(
      Workspace workspace, WorkspaceMachine machine, MachineDefinition next, Prepared prepared)
      throws EngineFailure {
    Optional<String> network = networks.of(workspace, machine);
    String made = machines.create(specs.another(workspace, machine, next, network, prepared));
    if (machine.isVm()) {
      return made;
    }
    try {
      files.putIntoContainer(machine, made);
      return made;
    } catch (EngineFailure failure) {
      remove(workspace, made);
      throw failure;
    }
  }

  /** First it ends, so that its terminal can say so; then it goes, with all that was written. */
  private void end(Workspace workspace, WorkspaceMachine machine, String id, boolean running) {
    doorways.close(workspace, machine);
    if (running) {
      try {
        machines.kill(id);
        machine.awaitLastWords(LAST_WORDS);
      } catch (EngineFailure failure) {
        LOG.info("{} cannot be ended: {}", machine.name(), failure.getMessage());
      }
    }
    remove(workspace, id);
  }

  /** Tries until it is gone or the workspace ends, which removes it as well. */
  private void remove(Workspace workspace, String id) {
    try {
      machines.remove(id);
    } catch (EngineFailure failure) {
      LOG.warn("workspace {}: {} stays: {}", workspace.id(), id, failure.getMessage());
      if (workspace.live() && failure.reason() != FailureReason.INTERRUPTED) {
        threads.after(RETRY, threads.workers(), () -> remove(workspace, id));
      }
    }
  }
}
