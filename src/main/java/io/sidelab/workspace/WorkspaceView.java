package io.sidelab.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A workspace at one moment; does not change.
 *
 * @param place in the queue, from 1, while it is queued
 * @param end why it ended and what the learner reads about it
 * @param expires when it ends unless it is extended
 * @param idleAt when it ends if nobody uses it until then
 * @param extendable whether the maximum time leaves room for an extension
 * @param passed steps whose check has passed
 * @param answers question → whether the latest answer was right
 * @param predictions those that were made, with what was measured
 * @param recorded whether what its terminals print is kept
 * @param paused whether its time stands still; what it expires and is idle at moves on meanwhile
 */
public record WorkspaceView(
    String id,
    String learnerId,
    String labId,
    WorkspaceState state,
    OptionalInt place,
    Optional<EndReason> end,
    String message,
    List<MachineView> machines,
    Instant created,
    Instant expires,
    Instant idleAt,
    boolean extendable,
    Set<Integer> passed,
    Map<String, Boolean> answers,
    Map<String, PredictionOutcome> predictions,
    boolean recorded,
    boolean paused) {}
