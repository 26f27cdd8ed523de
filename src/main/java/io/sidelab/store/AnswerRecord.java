package io.sidelab.store;

import java.time.Instant;
import java.util.Set;

/**
 * A learner's latest answer to a quiz question: the choices by index, and whether they were right.
 */
public record AnswerRecord(String questionId, Set<Integer> choices, boolean right, Instant when) {}
