package io.sidelab.store;

import java.time.Instant;

/**
 * @param id public name of the learner in logs and labels
 * @param secretHash SHA-256 of the cookie's secret, in hexadecimal
 */
public record LearnerRecord(String id, String secretHash, Instant created, Instant seen) {}
