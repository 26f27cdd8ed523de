package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.Limits;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineSpec;
import java.util.Map;
import java.util.Optional;

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
    return spec(
        workspace,
        machine,
        network,
        Map.of("TERM", "xterm-256color"),
        new VmStart("", Optional.empty(), Optional.empty()));
  }

  MachineSpec vm(
      Workspace workspace, WorkspaceMachine machine, Optional<String> network, VmStart start) {
    return spec(workspace, machine, network, Map.of(), start);
  }

  private MachineSpec spec(
      Workspace workspace,
      WorkspaceMachine machine,
      Optional<String> network,
      Map<String, String> environment,
      VmStart start) {
    MachineDefinition definition = machine.definition();
    return new MachineSpec(
        "sidelab-" + workspace.id() + "-" + machine.name(),
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
