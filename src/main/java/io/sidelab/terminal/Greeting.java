package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;

/**
 * What a screen is told first.
 *
 * @param size in which the first of the bytes that follow were written
 * @param sized whether a viewer has ever set the size; without, it is nothing but a guess
 * @param replayBytes how many of the bytes that follow were written before this viewer came; the
 *     screen must not answer queries in them
 * @param skipped whether older output is gone
 * @param place where the output stands behind the replayed bytes; a viewer that comes back may name
 *     it, or a later one, in its {@link Arrival}
 * @param resumed whether the screen goes on as it was left, rather than from an empty one
 * @param typed bytes that were taken of what this viewer has typed so far, under the name in its
 *     {@link Arrival}; later ones were lost and may be typed again
 */
public record Greeting(
    Role role,
    TerminalSize size,
    boolean sized,
    long replayBytes,
    boolean skipped,
    Place place,
    boolean resumed,
    long typed) {}
