package io.sidelab.terminal;

/**
 * A place in a terminal's output.
 *
 * @param stream names the run of output that offsets count in; a restarted server begins another
 * @param offset bytes since its beginning
 */
public record Place(String stream, long offset) {}
