package io.sidelab.terminal;

/** Why a terminal stopped being available to its viewers, other than by the program's own exit. */
public enum CloseReason {
  /** The learner closed this terminal. */
  CLOSED_BY_LEARNER,
  /** The workspace ended; its own reason says more. */
  WORKSPACE_ENDED,
  /** The machine behind it ended. */
  MACHINE_ENDED,
  /** The engine does not answer; the terminal comes back with it. */
  ENGINE_LOST,
  /** The server stops; the terminal may come back with it. */
  SERVER_STOPPING,
  /** This viewer broke the rules of the wire. */
  PROTOCOL,
  /** This viewer did not answer heartbeats or was replaced. */
  VIEWER_LOST
}
