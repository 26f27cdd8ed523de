package io.sidelab.evidence;

import io.sidelab.evidence.DensityView.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A growing number of containers of one image, beside what as many VMs would need.
 *
 * @param state the {@link State} in lower case
 * @param message what goes on, what ended it or why it failed; may be empty
 * @param endedBy count, memory, host, disk or time; empty as long as it grows and when it was
 *     stopped
 * @param most how many the learner asked for
 * @param target how many there are to be next
 * @param running how many were started so far and are not removed yet
 * @param points what was measured at each number, the smallest first
 * @param vm one VM, for the line of as many; empty where none could be measured
 * @param vmNote what is said of the VM, or why there is none
 * @param availableBefore the host's MemAvailable before the first container; empty where it cannot
 *     be read
 * @param availableAfter the same when all were removed
 * @param bill what it came to; empty before the end
 */
public record GrowthView(
    String state,
    String message,
    String endedBy,
    Instant begun,
    int most,
    int target,
    int running,
    List<GrowthPoint> points,
    Optional<OneVm> vm,
    String vmNote,
    Optional<Long> availableBefore,
    Optional<Long> availableAfter,
    Optional<Bill> bill,
    How how) {

  /**
   * One VM, measured.
   *
   * @param memoryBytes of its container's cgroup: QEMU with its guest
   * @param shimBytes of the engine's own process beside it, where that can be read
   * @param diskBytes used on the guest's root file system
   */
  public record OneVm(
      Instant at, long memoryBytes, Optional<Long> shimBytes, Optional<Long> diskBytes) {

    long allBytes() {
      return memoryBytes + shimBytes.orElse(0L);
    }
  }

  /** How each figure is measured, for the learner. */
  public record How(String memory, String shims, String host, String disk, String vms) {}

  public static final How HOW =
      new How(
          "The containers' cgroups, as the engine reads them, without page cache that can be"
              + " dropped.",
          "Pss in /proc/PID/smaps_rollup of each container's containerd-shim: its own memory and"
              + " its part of what the shims share.",
          "MemAvailable in the host's /proc/meminfo, before, at each number and after. Everything"
              + " else on the host moves it, too.",
          "The image once, and what each container wrote on top, as docker ps --size counts it.",
          "One VM of this lab, measured at the beginning: its container's cgroup and shim, and df in"
              + " the guest. That times the number: calculated, not run.");
}
