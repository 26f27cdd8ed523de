package io.sidelab.workspace;

/**
 * A guess with the figure beside it.
 *
 * @param measured any text: learners are root where it was measured; empty as long as the guess
 *     waits for the run that measures it
 * @param explanation safe HTML; may be empty
 */
public record PredictionOutcome(String guess, String measured, String explanation) {
  boolean waits() {
    return measured.isEmpty();
  }
}
