package io.sidelab.http;

import io.sidelab.engine.TerminalSize;

/** A control message from a browser. */
sealed interface TerminalMessage {
  /** The screen has this size now. */
  record Resize(TerminalSize size) implements TerminalMessage {}

  /** So many more bytes are on the screen. */
  record Acknowledge(long bytes) implements TerminalMessage {}

  /** Are you there? Answered with a pong, because scripts cannot see the socket's own pings. */
  record Ping() implements TerminalMessage {}
}
