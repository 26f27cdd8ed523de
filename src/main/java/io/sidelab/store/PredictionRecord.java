package io.sidelab.store;

import java.time.Instant;

/** What a learner guessed, and what was measured then. */
public record PredictionRecord(String predictionId, String guess, String measured, Instant when) {}
