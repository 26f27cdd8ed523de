package io.sidelab.robot;

/**
 * What came of a check.
 *
 * @param hint what the learner reads; the server's refusal where the check was not run
 * @param output of the script
 * @param refused whether it was not run at all
 */
record Verdict(boolean passed, String hint, String output, boolean refused) {}
