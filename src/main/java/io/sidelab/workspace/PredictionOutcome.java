package io.sidelab.workspace;

/**
 * A guess with the figure beside it.
 *
 * @param measured any text: learners are root where it was measured
 * @param explanation safe HTML; may be empty
 */
public record PredictionOutcome(String guess, String measured, String explanation) {}
