package io.sidelab.terminal;

import java.util.Optional;

/**
 * How a viewer comes to a terminal.
 *
 * @param viewer a name it gave itself, to be known by when its line was lost: only one of a name is
 *     there at a time, and what it typed is counted under it
 * @param place up to where its screen still has the output
 */
public record Arrival(Optional<String> viewer, Optional<Place> place) {
  /** For the first time and without a name. */
  public static final Arrival NEW = new Arrival(Optional.empty(), Optional.empty());
}
