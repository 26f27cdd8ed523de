package io.sidelab.workspace;

import io.sidelab.content.DensityDefinition;
import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.MachineDefinition.Kind;
import java.util.List;

/** How many workspaces a host has room for, by memory, which is what ends first. */
public final class Room {
  /** The host's own services, this server and the engine. */
  private static final long RESERVED_BYTES = 1L << 30;

  /** QEMU beside its guest, as measured; the image's label may say otherwise by a little. */
  private static final long VM_OVERHEAD_BYTES = 192L << 20;

  /** Beside the disk on a VM's file system in memory; its container's limit counts both. */
  private static final long VM_SCRATCH_BYTES = 16L << 20;

  /** Where there is no lab to go by. */
  private static final long USUAL_LAB_BYTES = 512L << 20;

  private Room() {}

  /** At least one: a host that is too small shows it by what runs, not by a closed door. */
  public static int workspaces(long hostMemoryBytes, List<Lab> labs) {
    long largest = labs.stream().mapToLong(Room::memory).max().orElse(USUAL_LAB_BYTES);
    long free = Math.max(0, hostMemoryBytes - RESERVED_BYTES);
    return (int) Math.max(1, Math.min(1000, free / Math.max(1, largest)));
  }

  /**
   * With room for runs of races and density set aside once for the server: each may take its
   * budget, and a VM that races.
   */
  public static int workspaces(long hostMemoryBytes, List<Lab> labs, DensitySettings density) {
    long run = labs.stream().mapToLong(lab -> run(lab, density)).max().orElse(0);
    return workspaces(hostMemoryBytes - run * density.runs(), labs);
  }

  private static long run(Lab lab, DensitySettings density) {
    long vm =
        lab.density()
            .flatMap(DensityDefinition::vm)
            .flatMap(lab::machine)
            .map(Room::memory)
            .orElse(0L);
    return lab.density()
        .map(one -> Math.min(one.memoryBytes(), density.memoryBytes()) + vm)
        .orElse(0L);
  }

  private static long memory(Lab lab) {
    return lab.machines().stream().mapToLong(Room::memory).sum();
  }

  private static long memory(MachineDefinition machine) {
    return machine.kind() == Kind.VM
        ? machine.memoryBytes() + VM_OVERHEAD_BYTES + machine.diskBytes() + VM_SCRATCH_BYTES
        : machine.memoryBytes();
  }
}
