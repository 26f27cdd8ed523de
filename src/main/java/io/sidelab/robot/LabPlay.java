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
import java.util.function.Function;

/** Plays one lab as one learner. */
final class LabPlay {
  private final Lab lab;
  private final Learner learner;
  private final Function<Lab, String> start;
  private final Solutions solutions;
  private final Patience patience;
  private final Audience audience;

  /**
   * @param start the path of the API that starts a lab
   */
  LabPlay(
      Lab lab,
      Learner learner,
      Function<Lab, String> start,
      Solutions solutions,
      Patience patience,
      Audience audience) {
    this.lab = lab;
    this.learner = learner;
    this.start = start;
    this.solutions = solutions;
    this.patience = patience;
    this.audience = audience;
  }

  /** Plays it to its end, whatever its steps come to. */
  void play() throws InterruptedException {
    audience.begins(lab);
    try (PlayedWorkspace workspace = PlayedWorkspace.start(learner, patience, start, lab)) {
      play(workspace);
      workspace.end();
    } catch (Refused refused) {
      broken("the server refused: " + refused.getMessage());
    } catch (IOException failure) {
      broken("the server cannot be reached: " + failure.getMessage());
    }
    audience.ends(lab);
  }

  private void play(PlayedWorkspace workspace) throws IOException, InterruptedException {
    try {
      workspace.awaitReady(audience::news);
      audience.ready(workspace);
      for (MachineDefinition machine : lab.machines()) {
        missing(workspace, List.of(machine.name())).ifPresent(audience::without);
      }
      for (Step step : lab.steps()) {
        play(step, workspace);
      }
    } catch (Unplayable | Refused end) {
      broken("the lab cannot be played to its end: " + end.getMessage());
    }
  }

  private void broken(String why) {
    audience.broken(new Fault(new FileLine(lab.id() + "/lab.yaml", 1), why));
  }

  private void play(Step step, PlayedWorkspace workspace)
      throws IOException, InterruptedException, Refused, Unplayable {
    audience.begins(step, workspace);
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
    audience.ends(step, missing, faults);
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
