package io.sidelab.terminal;

/** What a viewer may do with a terminal. */
public enum Role {
  /** Look only. */
  WATCH,
  /** Look, type and set the size. */
  TYPE
}
