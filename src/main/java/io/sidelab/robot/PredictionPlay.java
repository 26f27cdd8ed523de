package io.sidelab.robot;

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
      if (!workspace.missing(machine).isEmpty()) {
        continue; // The lab goes on without it, and the story says so.
      }
      workspace.ensureRunning(machine);
      try {
        workspace.predict(step.number(), prediction.id(), GUESS);
      } catch (Refused refused) {
        faults.add(new Fault(prediction.at(), "this is not measured: " + refused.getMessage()));
      }
    }
    return faults;
  }
}
