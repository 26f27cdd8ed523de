package io.sidelab.http;

import io.sidelab.engine.TerminalSize;

/** A control message from a browser. */
sealed interface TerminalMessage {
  /** The screen has this size now. */
  record Resize(TerminalSize size) implements TerminalMessage {}

  /** So many more bytes are on the screen. */
  record Acknowledge(long bytes) implements TerminalMessage {}

  /** A guest would like to type. */
  record Ask() implements TerminalMessage {}

  /** A guest no longer wishes or needs to type. */
  record Done() implements TerminalMessage {}

  /** The learner lets a guest type, or says no, or no longer. */
  record Answer(String viewer, boolean mayType) implements TerminalMessage {}

  /** Are you there? Answered with a pong, because scripts cannot see the socket's own pings. */
  record Ping() implements TerminalMessage {}
}
