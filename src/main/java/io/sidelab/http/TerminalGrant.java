package io.sidelab.http;

import io.sidelab.terminal.Role;
import io.sidelab.terminal.Terminal;

/** What a request was allowed: this terminal, in this role. */
public record TerminalGrant(Terminal terminal, Role role) {}
