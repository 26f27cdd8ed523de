package io.sidelab.workspace;

/** Why a workspace ended, each with what the learner reads. */
public enum EndReason {
  CLOSED_BY_LEARNER("You ended this lab."),
  CLOSED_BY_INSTRUCTOR("Your instructor ended this lab."),
  IDLE("Nobody used this lab for a while, so its machines were removed to make room."),
  TIME_UP("The time for this lab is over, so its machines were removed."),
  SERVER_STOPPED("The server was stopped, and this lab's machines with it."),
  START_FAILED("The lab's machines could not be started."),
  MACHINES_LOST("The lab's machines are gone: somebody removed them from the engine."),
  LAB_REMOVED("The lab was taken out of the catalogue."),
  LEFT_QUEUE("You left the queue."),
  NOT_NEEDED("This lab was kept ready for a class, which does not need it any more.");

  private final String message;

  EndReason(String message) {
    this.message = message;
  }

  public String message() {
    return message;
  }
}
