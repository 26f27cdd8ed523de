package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.image.ImageLibrary;
import io.sidelab.vm.VirtualMachines;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Gets what must be there before a machine can be made: its image, and what a VM needs to know. */
final class MachinePreparation {
  /**
   * @param vm empty for a container
   */
  record Prepared(Optional<VmStart> vm) {}

  private final ImageLibrary images;
  private final VirtualMachines virtualMachines;
  private final MachineSpecs specs;
  private final WorkspaceThreads threads;

  MachinePreparation(
      ImageLibrary images,
      VirtualMachines virtualMachines,
      MachineSpecs specs,
      WorkspaceThreads threads) {
    this.images = images;
    this.virtualMachines = virtualMachines;
    this.specs = specs;
    this.threads = threads;
  }

  /** Returns at once; fails with an {@link EngineFailure}, see {@link #cause}. */
  CompletableFuture<Prepared> of(MachineDefinition machine) {
    CompletableFuture<Void> image = images.request(machine.image());
    if (machine.kind() == MachineDefinition.Kind.CONTAINER) {
      return image.thenApply(there -> new Prepared(Optional.empty()));
    }
    return image.thenApplyAsync(
        there -> new Prepared(Optional.of(start(machine))), threads.preparers());
  }

  private VmStart start(MachineDefinition machine) {
    try {
      return VmStart.prepare(virtualMachines, machine, specs.limits(machine));
    } catch (EngineFailure failure) {
      throw new CompletionException(failure);
    }
  }

  static EngineFailure cause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineFailure known) {
        return known;
      }
    }
    return new EngineFailure(
        FailureReason.ENGINE_ERROR,
        "The server could not prepare this machine. Try again; if it fails again, tell whoever"
            + " runs this server.",
        "preparing failed unexpectedly: " + failure,
        failure);
  }
}
