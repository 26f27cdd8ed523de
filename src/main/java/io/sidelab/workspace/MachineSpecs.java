package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.Limits;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineSpec;
import io.sidelab.workspace.MachinePreparation.Prepared;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** From what a lab asks for to what the engine is asked for. */
final class MachineSpecs {
  private final WorkspaceSettings settings;
  private final Labels labels;

  MachineSpecs(WorkspaceSettings settings, Labels labels) {
    this.settings = settings;
    this.labels = labels;
  }

  Limits limits(MachineDefinition definition) {
    return new Limits(
        definition.memoryBytes(),
        definition.cpus(),
        settings.processes(),
        definition.diskBytes(),
        settings.logBytes());
  }

  MachineSpec container(Workspace workspace, WorkspaceMachine machine, Optional<String> network) {
    return container(workspace, machine, machine.definition(), "", network);
  }

  private MachineSpec container(
      Workspace workspace,
      WorkspaceMachine machine,
      MachineDefinition definition,
      String suffix,
      Optional<String> network) {
    return spec(
        workspace,
        machine,
        definition,
        suffix,
        network,
        Map.of("TERM", "xterm-256color"),
        new VmStart("", Optional.empty(), Optional.empty()));
  }

  MachineSpec vm(
      Workspace workspace, WorkspaceMachine machine, Optional<String> network, VmStart start) {
    return spec(workspace, machine, machine.definition(), "", network, Map.of(), start);
  }

  /** One that is made while the machine whose place it takes is still there. */
  MachineSpec another(
      Workspace workspace,
      WorkspaceMachine machine,
      MachineDefinition next,
      Optional<String> network,
      Prepared prepared) {
    String suffix = "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    return prepared
        .vm()
        .map(vm -> spec(workspace, machine, next, suffix, network, Map.of(), vm))
        .orElseGet(() -> container(workspace, machine, next, suffix, network));
  }

  private MachineSpec spec(
      Workspace workspace,
      WorkspaceMachine machine,
      MachineDefinition definition,
      String suffix,
      Optional<String> network,
      Map<String, String> environment,
      VmStart start) {
    return new MachineSpec(
        "sidelab-" + workspace.id() + "-" + machine.name() + suffix,
        machine.name(),
        machine.isVm() ? MachineKind.VM : MachineKind.CONTAINER,
        definition.image(),
        definition.command(),
        environment,
        limits(definition),
        network,
        start.kvmGroup(),
        start.template(),
        false,
        machine.terminals().size(),
        labels.ofMachine(workspace, machine.name()));
  }
}
