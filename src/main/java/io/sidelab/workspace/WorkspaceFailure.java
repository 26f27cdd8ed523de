package io.sidelab.workspace;

/** A request about a workspace that cannot be granted, with what to do instead. */
public final class WorkspaceFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** The code callers decide by. */
  public enum Reason {
    /** There is none of that name, or it is somebody else's: the two are not told apart. */
    NOT_FOUND,
    /** The learner has as many workspaces as one may have. */
    TOO_MANY_WORKSPACES,
    /** The queue itself is full. */
    QUEUE_FULL,
    /** The machine has as many terminals as it may have. */
    TOO_MANY_TERMINALS,
    /** Not possible in the state that the workspace or machine is in. */
    WRONG_STATE,
    /** A check of this workspace is running already. */
    CHECK_RUNNING,
    /** The step has no check, the question no such choice, and so on. */
    NO_SUCH_PART,
    /** Somebody else changed the file meanwhile. */
    FILE_CHANGED,
    /** More than is handed out at once. */
    TOO_LARGE,
    /** Too much of this is under way at the moment; it passes. */
    BUSY,
    /** The lab does not offer what was chosen. */
    NOT_OFFERED,
    /** Too little memory is left for what was chosen. */
    NO_ROOM,
    /** The maximum time is reached. */
    NOT_EXTENDABLE,
    /** The lab cannot run here: a machine it needs cannot be had. */
    LAB_UNAVAILABLE,
    /** The engine did not do it; the cause says why. */
    ENGINE,
    /** The server is stopping. */
    STOPPING
  }

  private final Reason reason;

  /**
   * @param learnerText what happened and the next step, shown as it stands
   * @param cause may be null
   */
  public WorkspaceFailure(Reason reason, String learnerText, Throwable cause) {
    super(learnerText, cause);
    this.reason = reason;
  }

  public WorkspaceFailure(Reason reason, String learnerText) {
    this(reason, learnerText, null);
  }

  public Reason reason() {
    return reason;
  }

  public String learnerText() {
    return getMessage();
  }
}
