package io.sidelab.robot;

import io.sidelab.content.Question;
import io.sidelab.content.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Answers the questions of a step, wrongly and then rightly. */
final class QuizPlay {
  private final PlayedWorkspace workspace;

  QuizPlay(PlayedWorkspace workspace) {
    this.workspace = workspace;
  }

  List<Fault> play(Step step) throws IOException, InterruptedException, Refused {
    List<Fault> faults = new ArrayList<>();
    for (Question question : step.questions()) {
      if (workspace.answer(step.number(), question.id(), wrong(question))) {
        faults.add(new Fault(question.at(), "a wrong answer to this question counts as right"));
      }
      if (!workspace.answer(step.number(), question.id(), question.right())) {
        faults.add(new Fault(question.at(), "the right answer to this question counts as wrong"));
      }
    }
    return faults;
  }

  /** One choice that is wrong; where all are right, all but one. */
  private static Set<Integer> wrong(Question question) {
    Set<Integer> right = question.right();
    return IntStream.range(0, question.choices().size())
        .filter(choice -> !right.contains(choice))
        .boxed()
        .findFirst()
        .map(Set::of)
        .orElseGet(() -> allButOne(right));
  }

  private static Set<Integer> allButOne(Set<Integer> choices) {
    Set<Integer> fewer = new HashSet<>(choices);
    fewer.remove(choices.iterator().next());
    return fewer;
  }
}
