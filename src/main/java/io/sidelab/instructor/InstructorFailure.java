package io.sidelab.instructor;

/** Something that an instructor asked for and that was not done. */
public final class InstructorFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of failure; the edge makes a status and a code of it. */
  public enum Reason {
    BAD_NAME,
    NAME_TAKEN,
    BAD_PASSWORD,
    /** Name and password do not belong together. */
    SIGN_IN_FAILED,
    /** The password that was to be changed is another one. */
    WRONG_PASSWORD,
    /** Used, withdrawn, expired or never made. */
    LINK_VOID,
    TOO_MANY_INVITATIONS,
    LAST_INSTRUCTOR,
    NOT_FOUND,
    /** Too many passwords to be checked at once. */
    BUSY
  }

  private final Reason reason;

  /**
   * @param message for people, with the next step; holds no secret, so the log may have it too
   */
  InstructorFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
