package io.sidelab.content;

import java.util.List;
import java.util.Optional;

/**
 * What learners may choose for a machine; the lab's own values are among it. Nothing is the usual.
 *
 * @param images the lab's own one first; empty where there is no choice
 * @param memory empty where there is no choice
 * @param cpus empty where there is no choice
 */
public record MachineChoices(
    List<ImageChoice> images, Optional<MemoryRange> memory, Optional<CpuRange> cpus) {

  public static final MachineChoices NONE =
      new MachineChoices(List.of(), Optional.empty(), Optional.empty());

  /**
   * Sizes of memory from which a learner may choose.
   *
   * @param toBytes at the most, on any host
   * @param hostPercent of the host's memory, at the most as well; 100 where the lab does not say
   */
  public record MemoryRange(long fromBytes, long toBytes, int hostPercent) {}

  /** Numbers of processors from which a learner may choose; of a VM whole ones. */
  public record CpuRange(double from, double to) {}

  public MachineChoices {
    images = List.copyOf(images);
  }

  public boolean any() {
    return !images.isEmpty() || memory.isPresent() || cpus.isPresent();
  }
}
