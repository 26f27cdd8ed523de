package io.sidelab.workspace;

import java.time.Instant;

/**
 * Something that a learner did in a workspace, or that became of it. Told once; those of one
 * workspace in the order in which they happened.
 *
 * @param step its number, 0 where none is meant
 * @param detail what a check said when it failed, which question or prediction it was, why a
 *     workspace ended; may be empty
 */
public record Activity(
    Instant when,
    String workspaceId,
    String learnerId,
    String labId,
    Kind kind,
    int step,
    String detail) {

  /** What happened. */
  public enum Kind {
    CHECK_PASSED,
    CHECK_FAILED,
    ANSWERED_RIGHT,
    ANSWERED_WRONG,
    PREDICTED,
    ENDED
  }
}
