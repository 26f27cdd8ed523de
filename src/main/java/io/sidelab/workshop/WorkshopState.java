package io.sidelab.workshop;

/** Where a workshop is in its life. */
public enum WorkshopState {
  /** Learners may join and wait. */
  PREPARED,
  /** Learners start labs. */
  OPEN,
  /** Its labs are over; results can be read until they are deleted. */
  ENDED
}
