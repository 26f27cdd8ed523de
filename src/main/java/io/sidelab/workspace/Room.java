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
    long places = free(hostMemoryBytes) / Math.max(1, largest(labs));
    return (int) Math.max(1, Math.min(1000, places));
  }

  /**
   * With room for runs of races and density set aside once for the server: each may take its
   * budget, and a VM that races.
   */
  public static int workspaces(long hostMemoryBytes, List<Lab> labs, DensitySettings density) {
    return workspaces(hostMemoryBytes - forRuns(labs, density), labs);
  }

  /** What all runs of races and density together may take. */
  static long forRuns(List<Lab> labs, DensitySettings density) {
    return density.runs() * labs.stream().mapToLong(lab -> run(lab, density)).max().orElse(0);
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

  /** What all labs of a host together may hold. */
  static long free(long hostMemoryBytes) {
    return Math.max(0, hostMemoryBytes - RESERVED_BYTES);
  }

  /** What every workspace is counted with, whatever its lab; the largest one's. */
  static long largest(List<Lab> labs) {
    return labs.stream().mapToLong(lab -> memory(lab.machines())).max().orElse(USUAL_LAB_BYTES);
  }

  static long memory(List<MachineDefinition> machines) {
    return machines.stream().mapToLong(Room::memory).sum();
  }

  static long memory(MachineDefinition machine) {
    return machine.memoryBytes() + overhead(machine);
  }

  /** What a machine takes beside the memory it was given. */
  static long overhead(MachineDefinition machine) {
    return machine.kind() == Kind.VM
        ? VM_OVERHEAD_BYTES + machine.diskBytes() + VM_SCRATCH_BYTES
        : 0;
  }

  /** Rounded down. */
  static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
