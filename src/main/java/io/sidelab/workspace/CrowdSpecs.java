package io.sidelab.workspace;

import io.sidelab.engine.MachineSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What the machines of a run are like: as the workspace's own in image, limits and rights, but
 * without a network.
 */
final class CrowdSpecs {
  private final MachineSpecs specs;
  private final Workspace workspace;
  private final DensityRun run;
  private final Map<String, String> labels;

  CrowdSpecs(MachineSpecs specs, Workspace workspace, DensityRun run, Map<String, String> labels) {
    this.specs = specs;
    this.workspace = workspace;
    this.run = run;
    this.labels = labels;
  }

  MachineSpec container(WorkspaceMachine machine, int number) {
    return named(
        specs.container(workspace, machine, Optional.empty()), machine.name() + "-" + number);
  }

  MachineSpec vm(WorkspaceMachine machine, VmStart start) {
    return named(specs.vm(workspace, machine, Optional.empty(), start), machine.name() + "-racing");
  }

  private MachineSpec named(MachineSpec spec, String name) {
    return new MachineSpec(
        "sidelab-" + workspace.id() + "-" + run.id() + "-" + name,
        name,
        spec.kind(),
        spec.image(),
        spec.command(),
        spec.environment(),
        spec.limits(),
        spec.network(),
        spec.kvmGroup(),
        spec.template(),
        spec.templateWritable(),
        spec.size(),
        labels);
  }
}
