package io.sidelab.http;

import io.sidelab.workspace.EndReason;
import io.sidelab.workspace.PredictionOutcome;
import io.sidelab.workspace.WorkspaceView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A workspace on the wire. What does not apply is null.
 *
 * @param place in the queue, from 1
 * @param reason why it ended, as a code
 * @param message for the learner; may be empty
 * @param recorded whether what its terminals print is kept
 * @param paused whether its time stands still, because its instructor says so
 */
record WorkspaceJson(
    String id,
    String lab,
    String state,
    List<MachineJson> machines,
    OptionalInt place,
    Optional<String> reason,
    String message,
    Instant created,
    Instant expires,
    Instant idleAt,
    boolean extendable,
    List<Integer> passed,
    Map<String, Boolean> answers,
    Map<String, PredictionOutcome> predictions,
    boolean recorded,
    boolean paused) {

  static WorkspaceJson of(WorkspaceView view) {
    String ended = view.end().map(EndReason::message).orElse("");
    return new WorkspaceJson(
        view.id(),
        view.labId(),
        view.state().name().toLowerCase(Locale.ROOT),
        view.machines().stream().map(MachineJson::of).toList(),
        view.place(),
        view.end().map(reason -> reason.name().toLowerCase(Locale.ROOT)),
        view.message().isEmpty() ? ended : view.message(),
        view.created(),
        view.expires(),
        view.idleAt(),
        view.extendable(),
        view.passed().stream().sorted().toList(),
        view.answers(),
        view.predictions(),
        view.recorded(),
        view.paused());
  }
}
