package io.sidelab.http;

import io.sidelab.terminal.GuestName;
import io.sidelab.terminal.Terminal;

/**
 * Lets somebody in at a terminal that is not theirs.
 *
 * @param name shown to the terminal's learner and to other guests as it stands
 */
public record GuestPass(Terminal terminal, GuestName name) {
  /**
   * @throws IllegalArgumentException when the name is none that can be shown; see {@link GuestName}
   */
  public GuestPass(Terminal terminal, String name) {
    this(terminal, new GuestName(name));
  }
}
