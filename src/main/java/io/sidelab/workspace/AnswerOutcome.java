package io.sidelab.workspace;

/**
 * @param right whether exactly the right choices were made
 * @param explanation safe HTML
 */
public record AnswerOutcome(boolean right, String explanation) {}
