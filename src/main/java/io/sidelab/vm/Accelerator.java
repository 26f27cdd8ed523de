package io.sidelab.vm;

import java.util.Optional;

/**
 * What drives the guest's processor on this host.
 *
 * @param detail how that was found out, for a learner
 * @param group that owns {@code /dev/kvm} and lets machines use it
 */
public record Accelerator(Kind kind, String detail, Optional<Integer> group) {

  /** The kinds there are; the wire has them in lower case. */
  public enum Kind {
    /** The processor's own virtualisation. */
    KVM,
    /** QEMU translates every instruction. */
    TCG,
    /** No VM can run: its image cannot be had. */
    NONE,
    /** Not found out yet. */
    UNKNOWN
  }
}
