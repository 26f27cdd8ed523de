package io.sidelab.http;

import io.javalin.Javalin;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Role;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.terminal.Terminals;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real server on a free port with terminals whose TTYs a test brings. */
final class SocketServer implements AutoCloseable {
  /** Short beats, so that a dead peer is found within a test. */
  static final TerminalSocketSettings QUICK =
      new TerminalSocketSettings(
          Duration.ofMillis(200),
          Duration.ofMillis(2000),
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          4096,
          16 * 1024,
          256 * 1024,
          4,
          6,
          100);

  private final Terminals terminals;
  private final Map<String, Terminal> open = new ConcurrentHashMap<>();
  private final TerminalSockets sockets;
  private final Javalin app;

  SocketServer(TerminalSocketSettings settings) {
    terminals = new StreamTerminals(TerminalSettings.defaults(), Clock.systemUTC());
    sockets =
        new TerminalSockets(
            (request, id) -> {
              if ("http://evil.example".equals(request.getHeader("Origin"))) {
                throw new TerminalRefused(403, "forbidden_origin", "Open the page itself.");
              }
              if (!open.containsKey(id)) {
                throw new TerminalRefused(404, "not_found", "There is no such terminal.");
              }
              String guest = request.getParameter("guest");
              if (guest != null) {
                return TerminalGrant.of(new GuestPass(open.get(id), guest));
              }
              return TerminalGrant.own(
                  open.get(id), id.startsWith("watch") ? Role.WATCH : Role.TYPE);
            },
            settings);
    app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  sockets.mount(config);
                  config.routes.get("/api/health", context -> context.result("ok"));
                })
            .start(0);
  }

  Terminal terminal(String id) {
    Terminal terminal = terminals.create(id, TerminalSize.DEFAULT, ended -> {});
    open.put(id, terminal);
    return terminal;
  }

  int port() {
    return app.port();
  }

  int sockets() {
    return sockets.open();
  }

  @Override
  public void close() {
    open.values().forEach(Terminal::close);
    app.stop();
    terminals.close();
  }
}
