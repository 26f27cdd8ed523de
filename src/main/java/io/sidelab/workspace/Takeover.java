package io.sidelab.workspace;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Machines;
import io.sidelab.vm.VirtualMachines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the machines of restored workspaces on the engine and goes on with them; removes what
 * carries our server's label and belongs to no workspace. An engine that is down is waited for.
 */
final class Takeover {
  static final String RESTARTED =
      "The server was restarted before this lab was ready. Start it again.";

  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Engine engine;
  private final VirtualMachines virtualMachines;
  private final Labels labels;
  private final Registry registry;
  private final MachineWatch watch;
  private final Endings endings;
  private final Removal removal;
  private final WorkspaceThreads threads;
  private final Predicate<String> runs;

  /**
   * @param runs whether a race or growth of that identifier goes on
   */
  Takeover(
      WorkspacePorts ports,
      Labels labels,
      Registry registry,
      MachineWatch watch,
      Endings endings,
      Removal removal,
      WorkspaceThreads threads,
      Predicate<String> runs) {
    this.engine = ports.engine();
    this.virtualMachines = ports.virtualMachines();
    this.labels = labels;
    this.registry = registry;
    this.watch = watch;
    this.endings = endings;
    this.removal = removal;
    this.threads = threads;
    this.runs = runs;
  }

  /** Returns at once. */
  void begin(List<Workspace> restored) {
    threads.workers().execute(() -> attempt(restored, true));
  }

  private void attempt(List<Workspace> restored, boolean first) {
    try {
      List<Labelled> machines = engine.machines().list(labels.ofServer());
      List<Labelled> networks = engine.networks().list(labels.ofServer());
      restored.forEach(
          workspace -> workspace.steps().add(() -> takeOver(workspace, machines, networks)));
      threads.workers().execute(() -> removeOrphans(machines, networks));
    } catch (EngineFailure failure) {
      if (first) {
        LOG.warn("taking over waits for the engine: {}", failure.getMessage());
      }
      threads.after(RETRY, threads.workers(), () -> attempt(restored, false));
    }
  }

  private void takeOver(Workspace workspace, List<Labelled> machines, List<Labelled> networks) {
    if (!workspace.live()) {
      return;
    }
    boolean wasReady = workspace.state() == WorkspaceState.READY;
    boolean answered = true;
    workspace.changeLive(() -> takeNetworks(workspace, networks));
    for (WorkspaceMachine machine : workspace.machines()) {
      List<Labelled> its = its(workspace, machine, machines);
      Optional<String> found = known(machine, its);
      removeOthers(its, found);
      workspace.changeLive(() -> take(machine, found, wasReady));
      answered &= watch.lookNow(workspace, machine);
    }
    if (!answered) {
      // The engine went away in the middle; what was done is done again without harm.
      threads.after(
          RETRY,
          threads.workers(),
          () -> workspace.steps().add(() -> takeOver(workspace, machines, networks)));
    } else if (complete(workspace)) {
      workspace.changeLive(() -> workspace.become(WorkspaceState.READY, ""));
      LOG.info("workspace {}: taken over", workspace.id());
      threads.preparers().execute(() -> sayWhatVmsRunUnder(workspace));
    } else {
      notThere(workspace, wasReady);
    }
  }

  /** The answer is the host's, and kept for as long as the host is up: it holds for older VMs. */
  private void sayWhatVmsRunUnder(Workspace workspace) {
    List<WorkspaceMachine> vms =
        workspace.machines().stream().filter(WorkspaceMachine::isVm).toList();
    if (vms.isEmpty()) {
      return;
    }
    try {
      String kind = VmStart.word(virtualMachines.probe());
      workspace.changeLive(() -> vms.forEach(vm -> vm.runsUnder(kind)));
    } catch (EngineFailure failure) {
      LOG.info("what VMs run under is not known: {}", failure.getMessage());
    }
  }

  private static boolean complete(Workspace workspace) {
    return workspace.machines().stream()
        .filter(machine -> !machine.definition().optional())
        .allMatch(machine -> machine.settled() && machine.state() != MachineState.FAILED);
  }

  private void notThere(Workspace workspace, boolean wasReady) {
    if (wasReady) {
      endings.end(workspace, EndReason.MACHINES_LOST);
    } else {
      endings.end(workspace, EndReason.START_FAILED, RESTARTED);
    }
  }

  private static void take(WorkspaceMachine machine, Optional<String> found, boolean wasReady) {
    if (found.isPresent()) {
      machine.found(found.get(), wasReady);
    } else {
      machine.unmade();
      machine.failed("This machine was not there when the server was restarted. Start it again.");
    }
  }

  private static void takeNetworks(Workspace workspace, List<Labelled> networks) {
    for (Labelled network : networks) {
      if (workspace.id().equals(Labels.workspaceOf(network.labels()).orElse(""))) {
        Labels.accessOf(network.labels())
            .ifPresent(access -> workspace.networkIs(access, network.id()));
      }
    }
  }

  /** Two while one of them was to take the other's place. */
  private static List<Labelled> its(
      Workspace workspace, WorkspaceMachine machine, List<Labelled> machines) {
    return machines.stream()
        .filter(one -> workspace.id().equals(Labels.workspaceOf(one.labels()).orElse("")))
        .filter(one -> machine.name().equals(Labels.machineOf(one.labels()).orElse("")))
        .toList();
  }

  /** The one that the store knows; it was written before the other was removed. */
  private static Optional<String> known(WorkspaceMachine machine, List<Labelled> its) {
    Optional<String> stored =
        machine.engineId().filter(id -> its.stream().anyMatch(one -> one.id().equals(id)));
    return stored.or(() -> its.stream().map(Labelled::id).findFirst());
  }

  private void removeOthers(List<Labelled> its, Optional<String> found) {
    List<Labelled> others =
        its.stream().filter(one -> found.filter(one.id()::equals).isEmpty()).toList();
    try {
      removal.these(others, List.of());
    } catch (EngineFailure failure) {
      // They go with the workspace at the latest.
      LOG.warn("what was to be replaced stays for now: {}", failure.getMessage());
    }
  }

  private void removeOrphans(List<Labelled> machines, List<Labelled> networks) {
    List<Labelled> orphans = machines.stream().filter(this::orphaned).toList();
    List<Labelled> orphanedNetworks = networks.stream().filter(this::orphaned).toList();
    try {
      removal.these(orphans, orphanedNetworks);
      LOG.info(
          "{} machines and {} networks without a workspace were removed",
          orphans.size(),
          orphanedNetworks.size());
    } catch (EngineFailure failure) {
      LOG.warn("trying again to remove what has no workspace: {}", failure.getMessage());
      threads.after(RETRY, threads.workers(), () -> removeOrphans(orphans, orphanedNetworks));
    }
  }

  /**
   * What carries no workspace's name, such as a probe of the accelerator, is somebody else's. A
   * doorway of an earlier server is not gone on with: a new one is made when it is wanted. A race
   * or growth ended with its server.
   */
  private boolean orphaned(Labelled thing) {
    if (thing.labels().containsKey(Machines.DOORWAY_LABEL)) {
      return true;
    }
    Optional<String> run = Labels.runOf(thing.labels());
    if (run.isPresent()) {
      return !runs.test(run.get());
    }
    return Labels.workspaceOf(thing.labels())
        .filter(id -> registry.find(id).filter(workspace -> !workspace.over()).isEmpty())
        .isPresent();
  }
}
