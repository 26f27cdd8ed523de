package io.sidelab.workshop;

/** What happens in a workshop. */
public enum EventKind {
  OPENED,
  ENDED,
  /** A learner came for the first time. */
  JOINED,
  /** A learner came back by the personal code, in another browser. */
  RETURNED,
  /** A learner started a lab. */
  LAB_STARTED,
  LAB_ENDED,
  /** A learner looks at a step. */
  STEP_SHOWN,
  CHECK_PASSED,
  /** With what the check said, which is the hint that the learner reads. */
  CHECK_FAILED,
  ANSWERED_RIGHT,
  ANSWERED_WRONG,
  PREDICTED,
  HAND_RAISED,
  /** By the learner, or by the instructor who was there. */
  HAND_LOWERED,
  /** The instructor says something, to one or to all. */
  MESSAGE,
  /** A command to be clicked, to one or to all. */
  COMMAND,
  PAUSED,
  RESUMED,
  /** Everybody is asked to go to a step. */
  MOVED,
  BROADCAST_BEGUN,
  BROADCAST_ENDED,
  /** The instructor made a machine anew, or gave time. */
  HELPED
}
