package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.workspace.WorkspaceFailure;
import java.util.regex.Pattern;

/** One terminal in a window of its own, to look at: on a projector, or by a guest. */
final class WatchRoutes {
  private static final Pattern TERMINAL = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final Gate gate;
  private final TerminalEntry entry;
  private final Templates templates;

  WatchRoutes(Gate gate, TerminalEntry entry, Templates templates) {
    this.gate = gate;
    this.entry = entry;
    this.templates = templates;
  }

  void add(RoutesConfig routes) {
    routes.get("/watch/{terminal}", this::watch);
  }

  private void watch(Context ctx) throws Refusal, WorkspaceFailure {
    String terminal = ctx.pathParam("terminal");
    if (!TERMINAL.matcher(terminal).matches()) {
      throw Refusal.notFound("There is no such terminal; it may have been closed.");
    }
    entry.find(ctx.req(), gate.known(ctx.req()), terminal);
    templates.watch(ctx, terminal);
  }
}
