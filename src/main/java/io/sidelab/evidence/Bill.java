package io.sidelab.evidence;

import io.sidelab.evidence.GrowthView.OneVm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What so many containers needed, and what as many VMs would. Pure arithmetic.
 *
 * @param memoryBytes of the containers with the engine's processes for them
 * @param oneMoreBytes what one more container costs: the slope from the first point to the last
 * @param diskBytes the image once and all writable layers
 * @param vmMemoryBytes as many VMs, calculated from one; empty without one
 * @param vmDiskBytes as many VMs, each with a disk of its own
 * @param memoryFactor how much more memory the VMs need
 * @param diskFactor how much more disk the VMs need
 * @param fitContainers what the host's memory would hold of them, by memory alone
 * @param fitVms the same for VMs
 * @param roomBytes the memory that the two are reckoned with: available before, less what stays
 *     free
 */
public record Bill(
    int containers,
    long memoryBytes,
    long oneMoreBytes,
    long diskBytes,
    Optional<Long> vmMemoryBytes,
    Optional<Long> vmDiskBytes,
    Optional<Double> memoryFactor,
    Optional<Double> diskFactor,
    Optional<Long> fitContainers,
    Optional<Long> fitVms,
    Optional<Long> roomBytes) {
  private static final double MIB = 1024 * 1024;

  /**
   * @param points at least one
   * @param availableBefore the host's memory before the first container, where it is known
   * @param floorBytes of it that stay free
   */
  public static Bill of(
      List<GrowthPoint> points,
      Optional<OneVm> vm,
      Optional<Long> availableBefore,
      long floorBytes) {
    GrowthPoint first = points.get(0);
    GrowthPoint last = points.get(points.size() - 1);
    int count = last.containers();
    long memory = last.allMemoryBytes();
    long each = Math.max(1, oneMore(first, last));
    Optional<Long> vmMemory = vm.map(one -> one.allBytes() * count);
    Optional<Long> vmDisk = vm.flatMap(OneVm::diskBytes).map(one -> one * count);
    Optional<Long> room = availableBefore.map(free -> Math.max(0, free - floorBytes));
    return new Bill(
        count,
        memory,
        each,
        last.diskBytes(),
        vmMemory,
        vmDisk,
        vmMemory.map(all -> (double) all / Math.max(1, memory)),
        vmDisk.map(all -> (double) all / Math.max(1, last.diskBytes())),
        room.map(free -> free / each),
        vm.flatMap(one -> room.map(free -> free / Math.max(1, one.allBytes()))),
        room);
  }

  private static long oneMore(GrowthPoint first, GrowthPoint last) {
    int more = last.containers() - first.containers();
    return more == 0
        ? last.allMemoryBytes() / last.containers()
        : (last.allMemoryBytes() - first.allMemoryBytes()) / more;
  }

  /** What steps of labs ask for, by name. */
  Map<String, String> figures(String endedBy, Optional<OneVm> vm) {
    Map<String, String> figures = new TreeMap<>();
    figures.put("growth/containers", String.valueOf(containers));
    figures.put("growth/ended-by", endedBy);
    figures.put("growth/one-more-mib", Figures.factor(oneMoreBytes / MIB));
    vm.ifPresent(one -> figures.put("growth/vm-mib", Figures.factor(one.allBytes() / MIB)));
    memoryFactor.ifPresent(one -> figures.put("growth/memory-factor", Figures.factor(one)));
    diskFactor.ifPresent(one -> figures.put("growth/disk-factor", Figures.factor(one)));
    fitContainers.ifPresent(one -> figures.put("growth/fit-containers", one.toString()));
    fitVms.ifPresent(one -> figures.put("growth/fit-vms", one.toString()));
    return figures;
  }
}
