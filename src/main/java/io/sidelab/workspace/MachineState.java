package io.sidelab.workspace;

/** Where a machine of a workspace is in its life. The wire has these in lower case. */
public enum MachineState {
  /** Waits for its image. */
  WAITING,
  /** Is made and started; a VM boots. */
  STARTING,
  /** Runs. */
  READY,
  /** Its first process ended; it can be started again. */
  EXITED,
  /** Could not be had; the reason is with it. */
  FAILED
}
