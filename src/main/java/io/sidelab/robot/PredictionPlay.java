package io.sidelab.robot;

import io.sidelab.content.Fact;
import io.sidelab.content.Prediction;
import io.sidelab.content.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Guesses at the figures of a step, before its task as a reader does; each must be measurable. */
final class PredictionPlay {
  /** A guess in words may be a number, too. */
  private static final String GUESS = "1";

  private final PlayedWorkspace workspace;

  PredictionPlay(PlayedWorkspace workspace) {
    this.workspace = workspace;
  }

  List<Fault> play(Step step) throws IOException, InterruptedException, Refused, Unplayable {
    List<Fault> faults = new ArrayList<>();
    for (Prediction prediction : step.predictions()) {
      String machine = prediction.figure().machine();
      if (!machine.isEmpty() && !workspace.missing(machine).isEmpty()) {
        continue; // The lab goes on without it, and the story says so.
      }
      if (!machine.isEmpty()) {
        workspace.ensureRunning(machine);
      }
      try {
        workspace.predict(step.number(), prediction.id(), GUESS);
      } catch (Refused refused) {
        faults.add(new Fault(prediction.at(), "this is not measured: " + refused.getMessage()));
      }
    }
    return faults;
  }

  /** After the step's task: what a race or a growth measures must be there by now. */
  List<Fault> afterTask(Step step) throws IOException, InterruptedException, Refused {
    List<Fault> faults = new ArrayList<>();
    for (Prediction prediction : step.predictions()) {
      boolean waits = prediction.figure().source() == Fact.Source.DENSITY;
      if (waits && !workspace.measured(prediction.id())) {
        String message = "no run up to this step's end has measured this";
        faults.add(new Fault(prediction.at(), message));
      }
    }
    return faults;
  }
}
