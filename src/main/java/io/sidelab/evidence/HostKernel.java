package io.sidelab.evidence;

import java.util.Optional;

/**
 * The kernel of the engine's host, by what tells one kernel from another.
 *
 * @param boot drawn at its boot; empty where this server cannot read it
 */
record HostKernel(String release, Optional<String> boot) {

  /**
   * Whether that is where these facts were read: by the boot ID, which no two boots share, or by
   * the release alone where the host's boot ID cannot be read. A runtime may give a container
   * another kernel. Empty when there is no telling.
   */
  Optional<Boolean> gave(Facts facts) {
    return boot.isPresent()
        ? facts.value("boot").map(boot.get()::equals)
        : facts.value("kernel").map(release::equals);
  }

  String comparedRelease(Facts facts) {
    return facts
        .value("kernel")
        .map(seen -> seen.equals(release) ? "As on the host." : "Not as on the host.")
        .orElse("");
  }

  String comparedBoot(Facts facts) {
    return boot.flatMap(own -> facts.value("boot").map(own::equals))
        .map(same -> same ? "The host's: one and the same kernel." : "Not the host's kernel.")
        .orElse("");
  }
}
