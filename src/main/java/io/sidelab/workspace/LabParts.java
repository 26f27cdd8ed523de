package io.sidelab.workspace;

import io.sidelab.content.Check;
import io.sidelab.content.Lab;
import io.sidelab.content.Prediction;
import io.sidelab.content.Question;
import io.sidelab.content.RunnableBlock;
import io.sidelab.content.Step;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.List;

/** Finds the parts of a lab that requests name, or refuses. */
final class LabParts {
  private LabParts() {}

  static Check check(Lab lab, int number) throws WorkspaceFailure {
    return step(lab, number)
        .check()
        .orElseThrow(() -> missing("Step " + number + " has nothing to check."));
  }

  static Question question(Lab lab, String id) throws WorkspaceFailure {
    return lab.steps().stream()
        .flatMap(step -> step.questions().stream())
        .filter(question -> question.id().equals(id))
        .findFirst()
        .orElseThrow(() -> missing("This lab has no such question."));
  }

  static Prediction prediction(Lab lab, String id) throws WorkspaceFailure {
    return lab.steps().stream()
        .flatMap(step -> step.predictions().stream())
        .filter(prediction -> prediction.id().equals(id))
        .findFirst()
        .orElseThrow(() -> missing("This lab has no such prediction."));
  }

  static RunnableBlock block(Lab lab, int number, int index) throws WorkspaceFailure {
    List<RunnableBlock> blocks = step(lab, number).commands();
    if (index < 0 || index >= blocks.size()) {
      throw missing("Step " + number + " has no such command.");
    }
    return blocks.get(index);
  }

  static WorkspaceMachine machine(Workspace workspace, String name) throws WorkspaceFailure {
    return workspace
        .machine(name)
        .orElseThrow(() -> missing("This lab has no machine of that name."));
  }

  static Step step(Lab lab, int number) throws WorkspaceFailure {
    return lab.steps().stream()
        .filter(step -> step.number() == number)
        .findFirst()
        .orElseThrow(() -> missing("This lab has no step " + number + "."));
  }

  private static WorkspaceFailure missing(String text) {
    return new WorkspaceFailure(Reason.NO_SUCH_PART, text);
  }
}
