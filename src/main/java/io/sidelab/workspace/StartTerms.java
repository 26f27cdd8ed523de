package io.sidelab.workspace;

import io.sidelab.content.Lab;
import java.time.Duration;
import java.util.Optional;

/**
 * How a start differs from the usual one.
 *
 * @param cohort whose held places and warm workspaces it may take; unknown ones are like none
 * @param time of the workspace before it is extended, instead of the server's usual one; if it is
 *     so long that less than one extension of the longest time is left, it may still be extended
 *     once
 * @param recorded whether what its terminals print is kept, as far as the server allows it; a
 *     workspace from the warm pool is recorded from the moment that its learner gets it
 */
public record StartTerms(Optional<String> cohort, Optional<Duration> time, boolean recorded) {

  /** As anybody starts a lab by themselves. */
  public static StartTerms usual(Lab lab) {
    return new StartTerms(Optional.empty(), Optional.empty(), lab.recorded());
  }
}
