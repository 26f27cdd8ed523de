package io.sidelab.terminal;

/**
 * A guest at a terminal, as the others there are told.
 *
 * @param id of this visit, unique at its terminal and never used there again
 * @param types whether what the guest types is taken
 * @param asks whether the guest waits for the learner's leave to type
 */
public record Companion(String id, GuestName name, boolean types, boolean asks) {}
