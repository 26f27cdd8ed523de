package io.sidelab.robot;

import io.sidelab.content.Check;
import io.sidelab.content.FileLine;
import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.Step;
import io.sidelab.workspace.Solutions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays one lab as one learner. */
final class LabPlay {
  private final Lab lab;
  private final Learner learner;
  private final Solutions solutions;
  private final Patience patience;
  private final Story story;

  LabPlay(Lab lab, Learner learner, Solutions solutions, Patience patience, Story story) {
    this.lab = lab;
    this.learner = learner;
    this.solutions = solutions;
    this.patience = patience;
    this.story = story;
  }

  /** Plays it to its end, whatever its steps come to. */
  void play() throws InterruptedException {
    story.begins(lab);
    try (PlayedWorkspace workspace = PlayedWorkspace.start(learner, patience, lab)) {
      play(workspace);
      workspace.end();
    } catch (Refused refused) {
      broken("the server refused: " + refused.getMessage());
    } catch (IOException failure) {
      broken("the server cannot be reached: " + failure.getMessage());
    }
    story.ends(lab);
  }

  private void play(PlayedWorkspace workspace) throws IOException, InterruptedException {
    try {
      workspace.awaitReady(story::news);
      story.ready();
      for (MachineDefinition machine : lab.machines()) {
        missing(workspace, List.of(machine.name())).ifPresent(story::without);
      }
      for (Step step : lab.steps()) {
        play(step, workspace);
      }
    } catch (Unplayable | Refused end) {
      broken("the lab cannot be played to its end: " + end.getMessage());
    }
  }

  private void broken(String why) {
    story.broken(new Fault(new FileLine(lab.id() + "/lab.yaml", 1), why));
  }

  private void play(Step step, PlayedWorkspace workspace)
      throws IOException, InterruptedException, Refused, Unplayable {
    story.begins(step);
    Optional<Check> check = step.check();
    Optional<String> missing = Optional.empty();
    PredictionPlay predictions = new PredictionPlay(workspace);
    List<Fault> faults = new ArrayList<>(predictions.play(step));
    if (check.isPresent()) {
      missing = missing(workspace, TaskPlay.machines(check.get()));
      if (missing.isEmpty()) {
        Typing typing = new Typing(lab, workspace, solutions, patience);
        faults.addAll(new TaskPlay(workspace, typing, patience).play(step, check.get()));
      }
    }
    if (missing.isEmpty()) {
      faults.addAll(predictions.afterTask(step));
    }
    faults.addAll(new QuizPlay(workspace).play(step));
    story.ends(step, missing, faults);
  }

  private static Optional<String> missing(PlayedWorkspace workspace, List<String> machines)
      throws IOException, InterruptedException, Refused {
    for (String machine : machines) {
      String reason = workspace.missing(machine);
      if (!reason.isEmpty()) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
