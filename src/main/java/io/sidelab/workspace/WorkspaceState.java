package io.sidelab.workspace;

/** Where a workspace is in its life. The wire has these in lower case. */
public enum WorkspaceState {
  /** Waits for room on the server. */
  QUEUED,
  /** Images, network and machines are being made. */
  STARTING,
  /** Every machine that is not optional can be used. */
  READY,
  /** Could not be started; nothing of it is left on the engine. */
  FAILED,
  /** Its machines are being removed. */
  CLOSING,
  /** Nothing of it is left on the engine. */
  CLOSED
}
