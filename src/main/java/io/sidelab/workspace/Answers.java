package io.sidelab.workspace;

import io.sidelab.content.Question;
import io.sidelab.store.AnswerRecord;
import io.sidelab.store.Store;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Clock;
import java.util.Set;

/** Judges answers to quiz questions and keeps the latest of each. */
final class Answers {
  private final Store store;
  private final Activities activities;
  private final Clock clock;

  Answers(Store store, Activities activities, Clock clock) {
    this.store = store;
    this.activities = activities;
    this.clock = clock;
  }

  AnswerOutcome answer(Workspace workspace, String questionId, Set<Integer> choices)
      throws WorkspaceFailure {
    Question question = LabParts.question(workspace.lab(), questionId);
    if (!choices.stream().allMatch(one -> one >= 0 && one < question.choices().size())) {
      throw new WorkspaceFailure(Reason.NO_SUCH_PART, "The question has no such choice.");
    }
    boolean right = question.right().equals(choices);
    store.recordAnswer(
        workspace.id(), new AnswerRecord(questionId, Set.copyOf(choices), right, clock.instant()));
    workspace.change(
        () -> {
          workspace.answered(questionId, right);
          return true;
        });
    activities.tell(
        workspace,
        right ? Activity.Kind.ANSWERED_RIGHT : Activity.Kind.ANSWERED_WRONG,
        Activities.stepWith(workspace, step -> step.questions().contains(question)),
        questionId);
    return new AnswerOutcome(right, question.explanation());
  }
}
