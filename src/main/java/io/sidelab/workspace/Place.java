package io.sidelab.workspace;

/**
 * A running machine to be asked something.
 *
 * @param title as learners know it
 * @param vm whether commands go through its guest agent
 */
record Place(String engineId, String title, boolean vm) {}
