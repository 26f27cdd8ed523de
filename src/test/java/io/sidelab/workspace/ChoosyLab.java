package io.sidelab.workspace;

import io.sidelab.content.ImageChoice;
import io.sidelab.content.Lab;
import io.sidelab.content.MachineChoices;
import io.sidelab.content.MachineChoices.CpuRange;
import io.sidelab.content.MachineChoices.MemoryRange;
import io.sidelab.content.MachineDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Labs whose learners choose what their machine is made with. */
final class ChoosyLab {
  static final long MEBIBYTE = 1L << 20;

  private ChoosyLab() {}

  /** The box begins with the first image, 32 MiB and one processor. */
  static Lab box(String... images) {
    return Labs.of(with(Labs.box(images[0]), 16, 100, new CpuRange(0.1, 1), images));
  }

  /** The VM begins with 128 MiB and one processor. */
  static Lab vm(String image, long memoryBytes) {
    MachineDefinition vm = Labs.vm("vm", image);
    MachineDefinition booting =
        new MachineDefinition(
            "vm",
            "Machine vm",
            vm.kind(),
            image,
            List.of(),
            memoryBytes,
            1,
            16 * MEBIBYTE,
            vm.network(),
            vm.start(),
            List.of(),
            false);
    return Labs.of(with(booting, 96, 50, new CpuRange(1, 8)));
  }

  private static MachineDefinition with(
      MachineDefinition machine, long fromMib, int percent, CpuRange cpus, String... images) {
    return new MachineDefinition(
        machine.name(),
        machine.title(),
        machine.kind(),
        machine.image(),
        machine.command(),
        machine.memoryBytes(),
        machine.cpus(),
        machine.diskBytes(),
        machine.network(),
        machine.start(),
        machine.files(),
        machine.optional(),
        new MachineChoices(
            Arrays.stream(images).map(one -> new ImageChoice(one, one, "", "")).toList(),
            Optional.of(new MemoryRange(fromMib * MEBIBYTE, 1L << 36, percent)),
            Optional.of(cpus)));
  }

  static MachineWish image(String image) {
    return new MachineWish(Optional.of(image), Optional.empty(), Optional.empty());
  }

  static MachineWish hardware(long memoryMib, double cpus) {
    return new MachineWish(Optional.empty(), Optional.of(memoryMib * MEBIBYTE), Optional.of(cpus));
  }
}
