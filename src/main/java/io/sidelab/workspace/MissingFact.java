package io.sidelab.workspace;

/** A fact that cannot be had now, for a reason that the learner can do something about. */
final class MissingFact extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param learnerText why, with the next step; empty when there is nothing to say but the check's
   *     hint
   */
  MissingFact(String learnerText) {
    super(learnerText);
  }

  String learnerText() {
    return getMessage();
  }
}
