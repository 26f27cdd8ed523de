package io.sidelab.workspace;

/**
 * @param passed whether the step's task is done
 * @param hint what to try, empty when passed
 * @param output of the check script, bounded
 */
public record CheckOutcome(boolean passed, String hint, String output) {}
