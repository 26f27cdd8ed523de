package io.sidelab.robot;

/** The server did not do what was asked; the message is what a learner reads. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
