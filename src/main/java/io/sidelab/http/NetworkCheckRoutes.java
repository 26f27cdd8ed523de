package io.sidelab.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.engine.Subscription;
import io.sidelab.proxy.OwnCookies;
import io.sidelab.proxy.ProxyServer;
import io.sidelab.workspace.WorkspaceFailure;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Whether a browser and its network can take part: a page, and what it asks. Anybody may, so
 * nothing is stored, nothing is told of others, and all of it is counted by address.
 */
final class NetworkCheckRoutes {
  private static final String PROBE = OwnCookies.PREFIX + "probe";
  private static final String API = "/api/check";
  private static final int PROBE_BYTES = 8;
  private static final int PROBE_SECONDS = 120;
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]{1,260}");

  private final Gate gate;
  private final EventStreams streams;
  private final Templates templates;
  private final ProxyServer proxy;
  private final Clock clock;
  private final NetworkCheckSettings settings;
  private final Buckets opened;
  private final NetworkCheckServlet sockets;
  private final SecureRandom random = new SecureRandom();

  NetworkCheckRoutes(
      Gate gate,
      EventStreams streams,
      Templates templates,
      ErrorAnswers errors,
      Parts parts,
      NetworkCheckSettings settings,
      int tracked) {
    this.gate = gate;
    this.streams = streams;
    this.templates = templates;
    this.proxy = parts.proxy();
    this.clock = parts.clock();
    this.settings = settings;
    this.opened = new Buckets(settings.opened(), tracked);
    this.sockets = new NetworkCheckServlet(gate, errors, settings, opened);
  }

  void add(JavalinConfig config) {
    RoutesConfig routes = config.routes;
    routes.get("/check", this::page);
    routes.get(API, this::answer);
    routes.get(API + "/events", this::events);
    config.jetty.modifyServletContextHandler(
        context -> context.addServlet(new ServletHolder(sockets), "/ws/check"));
  }

  int open() {
    return sockets.open();
  }

  /** It may load one picture from where machines' ports are shown, to see whether it can. */
  private void page(Context ctx) {
    String ports = proxy.origin(ctx.req().getServerName());
    if (ORIGIN.matcher(ports).matches()) {
      ctx.header(
          "Content-Security-Policy",
          SafetyHeaders.CONTENT_POLICY.replace("img-src 'self'", "img-src 'self' " + ports));
    }
    templates.networkCheck(ctx);
  }

  /**
   * @param now in milliseconds since 1970
   * @param from which class the client's address is of, as far as it is known
   * @param encrypted whether the client's own connection is, as far as it is known
   * @param proxied whether a header of the request names a proxy
   * @param sentProbe the cookie that this answer sets
   * @param seenProbe the one that came along; empty for none
   * @param ports address of a small picture in the origin where machines' ports are shown
   */
  private record Answer(
      long now,
      String from,
      boolean encrypted,
      boolean proxied,
      String sentProbe,
      String seenProbe,
      String ports) {}

  private void answer(Context ctx) {
    HttpServletRequest request = ctx.req();
    Caller caller = gate.caller(request);
    String probe = probe();
    ctx.res().addHeader("Set-Cookie", cookie(probe));
    ctx.json(
        new Answer(
            clock.millis(),
            kind(caller.address()),
            caller.secure(),
            Callers.forwarded(request),
            probe,
            seenProbe(request),
            proxy.checkAddress(request.getServerName())));
  }

  private static String kind(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return "this host";
    }
    return address.isSiteLocalAddress() || address.isLinkLocalAddress() ? "private" : "public";
  }

  private String probe() {
    byte[] bytes = new byte[PROBE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** As the learner's, but short-lived and sent back here only. */
  private static String cookie(String probe) {
    return PROBE
        + "="
        + probe
        + "; Path="
        + API
        + "; Max-Age="
        + PROBE_SECONDS
        + "; HttpOnly; SameSite=Lax";
  }

  private static String seenProbe(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(PROBE))
        .map(Cookie::getValue)
        .filter(value -> value.matches("[0-9a-f]{16}"))
        .findFirst()
        .orElse("");
  }

  private void events(Context ctx) throws Refusal, WorkspaceFailure {
    String address = gate.address(ctx.req());
    opened.take(address);
    Scheduler timer =
        ServletContextHandler.getServletContextHandler(ctx.req().getServletContext())
            .getServer()
            .getScheduler();
    // Nobody's: each stream counts for its address alone, and for the server.
    Learner nobody = new Learner("check-" + probe(), "");
    streams.open(ctx, nobody, address, stream -> follow(stream, timer));
  }

  private Subscription follow(EventStream stream, Scheduler timer) {
    AtomicBoolean ended = new AtomicBoolean();
    tell(stream, timer, ended, 1);
    return () -> ended.set(true);
  }

  private void tell(EventStream stream, Scheduler timer, AtomicBoolean ended, int number) {
    if (ended.get()) {
      return;
    }
    stream.offer(
        "event " + number,
        () -> streams.frame("check", Map.of("number", number, "of", settings.events())));
    if (number == settings.events()) {
      stream.finish();
      return;
    }
    timer.schedule(
        () -> tell(stream, timer, ended, number + 1),
        settings.between().toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
