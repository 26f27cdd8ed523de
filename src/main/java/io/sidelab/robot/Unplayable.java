package io.sidelab.robot;

/** A lab cannot be played any further; the message says why and what to do. */
final class Unplayable extends Exception {
  private static final long serialVersionUID = 1L;

  Unplayable(String message) {
    super(message);
  }
}
