package io.sidelab.http;

import io.sidelab.terminal.Arrival;
import io.sidelab.terminal.GuestName;
import io.sidelab.terminal.Role;
import io.sidelab.terminal.Screen;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.Viewer;
import java.util.Optional;

/**
 * What a request was allowed: this terminal, in this role.
 *
 * @param guest who it is that comes, unless it is the terminal's learner
 */
public record TerminalGrant(Terminal terminal, Role role, Optional<GuestName> guest) {
  /** For the terminal's learner. */
  static TerminalGrant own(Terminal terminal, Role role) {
    return new TerminalGrant(terminal, role, Optional.empty());
  }

  static TerminalGrant of(GuestPass pass) {
    return new TerminalGrant(pass.terminal(), Role.WATCH, Optional.of(pass.name()));
  }

  boolean forGuest() {
    return guest.isPresent();
  }

  /** Guests are counted apart, so that a class does not shut out the learner. */
  boolean fits(TerminalSocketSettings settings) {
    int guests = terminal.guests();
    return forGuest()
        ? guests < settings.guestsPerTerminal()
        : terminal.viewers() - guests < settings.viewersPerTerminal();
  }

  /**
   * @throws IllegalStateException when the terminal is closed
   */
  Viewer enter(Screen screen, Arrival arrival) {
    return forGuest()
        ? terminal.visit(screen, guest.orElseThrow(), arrival)
        : terminal.view(screen, role, arrival);
  }
}
