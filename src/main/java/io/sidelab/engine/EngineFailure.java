package io.sidelab.engine;

/**
 * A call to the engine that did not do what it was asked. Checked, because every caller has to
 * decide what becomes of the learner's work.
 */
public final class EngineFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureReason reason;
  private final String learnerText;

  /**
   * @param reason the code callers decide by
   * @param learnerText one or two sentences for the learner, with the next step
   * @param logText what an operator needs to know
   * @param cause may be null
   */
  public EngineFailure(FailureReason reason, String learnerText, String logText, Throwable cause) {
    super(logText, cause);
    this.reason = reason;
    this.learnerText = learnerText;
  }

  public EngineFailure(FailureReason reason, String learnerText, String logText) {
    this(reason, learnerText, logText, null);
  }

  public FailureReason reason() {
    return reason;
  }

  /** Shown to the learner as it stands. */
  public String learnerText() {
    return learnerText;
  }
}
