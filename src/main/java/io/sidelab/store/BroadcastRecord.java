package io.sidelab.store;

/**
 * A terminal that a whole class sees.
 *
 * @param learnerId whose terminal it is: the instructor as a learner
 */
public record BroadcastRecord(String terminalId, String learnerId) {}
