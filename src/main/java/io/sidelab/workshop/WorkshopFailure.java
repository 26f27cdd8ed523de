package io.sidelab.workshop;

/** Why something asked of a workshop cannot be done; its message says so to who asked. */
public final class WorkshopFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** For programs. */
  public enum Reason {
    /** There is no such workshop or learner for who asks. */
    NOT_FOUND,
    /** Nobody joins by this code. */
    WRONG_CODE,
    /** Something of a plan, a name or a message cannot be. */
    INVALID,
    NAME_TAKEN,
    /** The seats do not fit now. */
    NO_ROOM,
    /** More learners than a workshop takes. */
    FULL,
    /** Not in this state of the workshop. */
    WRONG_STATE,
    /** Labs are being ended; ask again in a moment. */
    STILL_ENDING,
    /** What a class guessed is shown to who guessed already. */
    GUESS_FIRST,
    /** The browser is somebody else's already. */
    OTHER_LEARNER
  }

  private final Reason reason;

  public WorkshopFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
