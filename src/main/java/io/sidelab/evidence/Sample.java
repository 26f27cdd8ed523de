package io.sidelab.evidence;

import io.sidelab.engine.DiskUsage;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineStatus;
import io.sidelab.engine.Usage;
import java.util.List;
import java.util.Optional;

/**
 * One machine, measured.
 *
 * @param facts read where the learner's shell runs
 * @param outside read in the machine's container, which for a VM is around QEMU and the guest; a
 *     container has no other place to read
 * @param problem why something is missing, for the learner; empty when nothing is
 */
record Sample(
    Subject subject,
    Facts facts,
    Facts outside,
    Optional<MachineStatus> status,
    Optional<Usage> usage,
    Optional<DiskUsage> disk,
    List<HostProcess> processes,
    String problem) {

  /** Nothing could be measured. */
  static Sample missing(Subject subject, String why) {
    return new Sample(
        subject,
        Facts.NONE,
        Facts.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        why);
  }
}
