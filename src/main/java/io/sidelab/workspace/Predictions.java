package io.sidelab.workspace;

import io.sidelab.content.Prediction;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.Store;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes guesses, and measures only then what was guessed. The first guess stays, with the figure of
 * that moment: a second one would know it. Waits for the machine.
 */
final class Predictions {
  private final Facts facts;
  private final Store store;
  private final Clock clock;

  Predictions(Machines machines, Store store, Clock clock) {
    this.facts = new Facts(machines);
    this.store = store;
    this.clock = clock;
  }

  PredictionOutcome predict(Workspace workspace, String id, String guess) throws WorkspaceFailure {
    Prediction prediction = LabParts.prediction(workspace.lab(), id);
    Optional<PredictionOutcome> before = workspace.prediction(id);
    if (before.isPresent()) {
      return before.get();
    }
    workspace.beginCheck();
    try {
      String measured = measure(workspace, prediction);
      store.recordPrediction(
          workspace.id(), new PredictionRecord(id, guess, measured, clock.instant()));
      PredictionOutcome outcome = new PredictionOutcome(guess, measured, prediction.explanation());
      workspace.change(() -> workspace.predicted(id, outcome));
      return workspace.prediction(id).orElse(outcome);
    } finally {
      workspace.endCheck();
    }
  }

  private String measure(Workspace workspace, Prediction prediction) throws WorkspaceFailure {
    WorkspaceMachine machine = LabParts.machine(workspace, prediction.figure().machine());
    String engineId = FurtherTerminals.runningOrRefuse(workspace, machine);
    Place place = new Place(engineId, machine.definition().title(), machine.isVm());
    try {
      String measured = facts.value(prediction.figure(), place);
      if (measured.isEmpty()) {
        throw new MissingFact("");
      }
      return measured;
    } catch (MissingFact missing) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE,
          missing.learnerText().isEmpty()
              ? "This cannot be measured yet. Do what stands above it first, then guess again."
              : missing.learnerText());
    } catch (EngineFailure failure) {
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    }
  }
}
