package io.sidelab.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a workspace differs from the usual one, as it must survive the server.
 *
 * @param cohort whose seat it has
 * @param time instead of the usual time of a workspace
 * @param paused how long its time stood still, without the pause that goes on
 * @param pausedSince when the pause that goes on began
 */
public record TermsRecord(
    Optional<String> cohort,
    Optional<Duration> time,
    Duration paused,
    Optional<Instant> pausedSince) {

  /** Of nobody's cohort, with the usual time, never paused. */
  public static TermsRecord usual() {
    return new TermsRecord(Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty());
  }
}
