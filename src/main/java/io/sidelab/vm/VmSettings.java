package io.sidelab.vm;

import java.time.Duration;

/**
 * How virtual machines are found out about and prepared.
 *
 * @param device of the host that gives KVM
 * @param probeImage a VM image whose {@code /vm/probe} tells whether KVM works
 * @param probeTimeout of the probe, which has a watchdog of 4 seconds of its own
 * @param imageTimeout how long a probe waits for its image to be built
 * @param templateTimeout of booting, settling and saving a VM
 */
public record VmSettings(
    String device,
    String probeImage,
    Duration probeTimeout,
    Duration imageTimeout,
    Duration templateTimeout) {

  /**
   * Under emulation on a small host a Debian boots in 10 to 60 seconds. One with an engine in it
   * takes a minute until its template is saved, and several on a busy host.
   */
  public static VmSettings defaults() {
    return new VmSettings(
        "/dev/kvm",
        "sidelab/vm-micro",
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        Duration.ofMinutes(10));
  }
}
