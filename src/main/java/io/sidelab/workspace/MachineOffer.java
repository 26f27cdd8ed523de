package io.sidelab.workspace;

import io.sidelab.image.ImageStatus;
import java.util.List;
import java.util.Optional;

/**
 * What a learner may choose for a machine on this host, now.
 *
 * @param images the lab's own one first; empty where there is no choice
 * @param hostMemoryBytes of the host
 * @param hostCpus processors of the host
 */
public record MachineOffer(
    List<OfferedImage> images,
    Optional<MemoryOffer> memory,
    Optional<CpuOffer> cpus,
    long hostMemoryBytes,
    int hostCpus) {

  /**
   * An image to choose.
   *
   * @param size roughly, in the lab's words; may be empty
   * @param sizeBytes measured, once it is on the engine
   * @param status how it stands with it
   */
  public record OfferedImage(
      String image,
      String title,
      String summary,
      String size,
      Optional<Long> sizeBytes,
      ImageStatus status) {}

  /** Whole MiB from one size to the other. */
  public record MemoryOffer(long fromBytes, long toBytes) {
    boolean has(long bytes) {
      return fromBytes <= bytes && bytes <= toBytes && bytes % (1L << 20) == 0;
    }
  }

  /**
   * Processors from one number to the other.
   *
   * @param whole whether halves are none
   */
  public record CpuOffer(double from, double to, boolean whole) {
    boolean has(double cpus) {
      return from <= cpus && cpus <= to && (!whole || cpus == Math.rint(cpus));
    }
  }
}
