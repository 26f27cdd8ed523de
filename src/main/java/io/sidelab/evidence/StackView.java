package io.sidelab.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What each machine of a workspace stands on, down to the hardware, as it is on this host.
 *
 * @param layers every block once, the lower ones before those that stand on them
 */
public record StackView(Instant measuredAt, List<StackLayer> layers, List<MachineStack> machines) {

  /**
   * One machine.
   *
   * @param kind container or vm
   * @param layers identifiers, the lowest first
   * @param kernel the layer that is this machine's kernel; empty when there is no telling
   * @param note how that was found out, or why there is nothing to see
   */
  public record MachineStack(
      String name, String title, String kind, List<String> layers, String kernel, String note) {}
}
