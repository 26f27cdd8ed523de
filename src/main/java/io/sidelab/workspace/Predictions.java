package io.sidelab.workspace;

import io.sidelab.content.Fact;
import io.sidelab.content.Prediction;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.Store;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes guesses, and measures only then what was guessed. The first guess stays, with the figure of
 * that moment: a second one would know it. A guess at what a run measures waits for that run, at
 * the latest until the server stops. Waits for the machine.
 */
final class Predictions {
  private static final Logger LOG = LoggerFactory.getLogger(Predictions.class);

  private final Facts facts;
  private final LiveDensityRuns density;
  private final Store store;
  private final Activities activities;
  private final Clock clock;

  Predictions(
      Machines machines, LiveDensityRuns density, Store store, Activities activities, Clock clock) {
    this.density = density;
    this.facts = new Facts(machines);
    this.store = store;
    this.activities = activities;
    this.clock = clock;
  }

  PredictionOutcome predict(Workspace workspace, String id, String guess) throws WorkspaceFailure {
    Prediction prediction = LabParts.prediction(workspace.lab(), id);
    Optional<PredictionOutcome> before = workspace.prediction(id);
    if (before.isPresent()) {
      return before.get();
    }
    if (prediction.figure().source() == Fact.Source.DENSITY) {
      PredictionOutcome waiting = new PredictionOutcome(guess, "", "");
      workspace.change(() -> workspace.predicted(id, waiting));
      settle(workspace, prediction);
      return workspace.prediction(id).orElse(waiting);
    }
    workspace.beginCheck();
    try {
      String measured = measure(workspace, prediction);
      return record(workspace, prediction, guess, measured);
    } finally {
      workspace.endCheck();
    }
  }

  private PredictionOutcome record(
      Workspace workspace, Prediction prediction, String guess, String measured) {
    String id = prediction.id();
    store.recordPrediction(
        workspace.id(), new PredictionRecord(id, guess, measured, clock.instant()));
    PredictionOutcome outcome = new PredictionOutcome(guess, measured, prediction.explanation());
    if (workspace.change(() -> workspace.predicted(id, outcome))) {
      int step = Activities.stepWith(workspace, one -> one.predictions().contains(prediction));
      activities.tell(workspace, Activity.Kind.PREDICTED, step, id);
    }
    return workspace.prediction(id).orElse(outcome);
  }

  /** A run may have measured what guesses wait for. */
  void settle(Workspace workspace) {
    workspace.lab().steps().stream()
        .flatMap(step -> step.predictions().stream())
        .filter(prediction -> prediction.figure().source() == Fact.Source.DENSITY)
        .forEach(prediction -> settle(workspace, prediction));
  }

  private void settle(Workspace workspace, Prediction prediction) {
    Optional<PredictionOutcome> waiting =
        workspace.prediction(prediction.id()).filter(PredictionOutcome::waits);
    if (waiting.isEmpty()) {
      return;
    }
    try {
      String measured = density.figure(workspace, prediction.figure().text());
      record(workspace, prediction, waiting.get().guess(), measured);
    } catch (MissingFact later) {
      LOG.debug("workspace {}: {} waits for a run", workspace.id(), prediction.id());
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
