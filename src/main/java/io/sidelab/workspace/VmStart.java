package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Limits;
import io.sidelab.vm.Accelerator;
import io.sidelab.vm.VirtualMachines;
import java.util.Locale;
import java.util.Optional;

/**
 * What a VM needs to know of this host before it can be made.
 *
 * @param accelerator kvm or tcg
 * @param kvmGroup group that owns {@code /dev/kvm}, under KVM
 * @param template volume to resume from; empty for a VM that boots
 */
record VmStart(String accelerator, Optional<Integer> kvmGroup, Optional<String> template) {

  /** Finds out; takes up to half a minute, and a VM's boot more when a template has to be made. */
  static VmStart prepare(VirtualMachines machines, MachineDefinition definition, Limits limits)
      throws EngineFailure {
    VmStart start = booting(machines);
    return definition.start() == MachineDefinition.Start.RESUME
        ? new VmStart(
            start.accelerator(),
            start.kvmGroup(),
            Optional.of(machines.template(definition.image(), limits)))
        : start;
  }

  /** For one that boots; takes up to half a minute the first time. */
  static VmStart booting(VirtualMachines machines) throws EngineFailure {
    Accelerator accelerator = machines.probe();
    if (accelerator.kind() == Accelerator.Kind.NONE) {
      throw new EngineFailure(
          FailureReason.REFUSED,
          "No virtual machine can run on this server: " + accelerator.detail(),
          "no accelerator: " + accelerator.detail());
    }
    boolean kvm = accelerator.kind() == Accelerator.Kind.KVM;
    return new VmStart(
        word(accelerator), kvm ? accelerator.group() : Optional.empty(), Optional.empty());
  }

  static String word(Accelerator accelerator) {
    return accelerator.kind().name().toLowerCase(Locale.ROOT);
  }
}
