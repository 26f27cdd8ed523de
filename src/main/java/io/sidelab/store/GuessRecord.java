package io.sidelab.store;

/** A guess that a learner of a workshop made, and in which of their workspaces. */
public record GuessRecord(
    String participantId, String workspaceId, String labId, PredictionRecord prediction) {}
