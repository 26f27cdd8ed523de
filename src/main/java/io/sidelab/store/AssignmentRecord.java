package io.sidelab.store;

/** Which learner of a workshop a workspace was started for. */
public record AssignmentRecord(String workspaceId, String participantId, String labId) {}
