package io.sidelab.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upgrades requests to terminal sockets, or answers why not. */
final class TerminalServlet extends JettyWebSocketServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TerminalServlet.class);
  static final String TOO_MANY = "Too many windows show this terminal. Close one of them.";
  private static final String GRANT = TerminalGrant.class.getName();
  private static final Pattern ID = Pattern.compile("/[A-Za-z0-9_-]{1,128}");

  private final transient TerminalAccess access;
  private final transient TerminalSocketSettings settings;
  private final transient Set<TerminalSocket> open;
  private transient Scheduler scheduler;
  private volatile boolean stopped;

  TerminalServlet(TerminalAccess access, TerminalSocketSettings settings) {
    this.access = access;
    this.settings = settings;
    this.open = ConcurrentHashMap.newKeySet();
  }

  int open() {
    return open.size();
  }

  @Override
  protected void configure(JettyWebSocketServletFactory factory) {
    // The pulse decides when a peer is gone; an idle timeout knows nothing of unread output.
    factory.setIdleTimeout(Duration.ZERO);
    factory.setMaxTextMessageSize(settings.controlBytes());
    factory.setInputBufferSize(settings.readBytes());
    factory.setAutoFragment(true);
    factory.setCreator(this::upgrade);
    scheduler =
        ServletContextHandler.getServletContextHandler(getServletContext())
            .getServer()
            .getScheduler();
    scheduleBeat();
  }

  private void scheduleBeat() {
    // Four looks within a heartbeat keep its error under a quarter.
    long period = Math.max(1, settings.heartbeat().toMillis() / 4);
    scheduler.schedule(this::beat, period, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    for (TerminalSocket socket : open) {
      try {
        socket.beat();
      } catch (RuntimeException broken) {
        LOG.warn("a terminal socket's heartbeat failed", broken);
      }
    }
    if (!stopped) {
      scheduleBeat();
    }
  }

  @Override
  public void destroy() {
    stopped = true;
    super.destroy();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      request.setAttribute(GRANT, grant(request));
    } catch (TerminalRefused refused) {
      refuse(response, refused);
      return;
    }
    super.service(request, response);
  }

  private TerminalGrant grant(HttpServletRequest request) throws TerminalRefused {
    String path = request.getPathInfo();
    if (path == null || !ID.matcher(path).matches()) {
      throw new TerminalRefused(404, "not_found", "There is no such terminal.");
    }
    TerminalGrant grant = access.open(request, path.substring(1));
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      throw new TerminalRefused(426, "upgrade_required", "This address speaks WebSocket only.");
    }
    if (!offersOurs(request)) {
      throw new TerminalRefused(
          400, "unknown_subprotocol", "Ask for the subprotocol " + TerminalProtocol.SUBPROTOCOL);
    }
    if (open.size() >= settings.sockets() || !grant.fits(settings)) {
      throw new TerminalRefused(429, "too_many_viewers", TOO_MANY);
    }
    return grant;
  }

  /** Clients that ask for no subprotocol at all, such as scripts, get this one. */
  private static boolean offersOurs(HttpServletRequest request) {
    List<String> offers = subprotocols(request);
    return offers.isEmpty() || offers.contains(TerminalProtocol.SUBPROTOCOL);
  }

  private static List<String> subprotocols(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .toList();
  }

  private static void refuse(HttpServletResponse response, TerminalRefused refused)
      throws IOException {
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("error", refused.error())
            .put("message", refused.getMessage())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(refused.status());
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private Object upgrade(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
    // Compression would cost memory for each socket and time for each key.
    response.setExtensions(List.of());
    if (request.hasSubProtocol(TerminalProtocol.SUBPROTOCOL)) {
      response.setAcceptedSubProtocol(TerminalProtocol.SUBPROTOCOL);
    }
    holdLittle(request.getHttpServletRequest());
    HttpServletRequest asked = request.getHttpServletRequest();
    TerminalGrant grant = (TerminalGrant) asked.getAttribute(GRANT);
    return new TerminalSocket(grant, TerminalArrival.of(asked), settings, open);
  }

  /**
   * Left alone, the kernel holds up to 4 MB for a reader that stops; all of it would have to pass
   * before the answer to Ctrl-C.
   */
  private void holdLittle(HttpServletRequest request) {
    EndPoint endPoint =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    if (endPoint instanceof SocketChannelEndPoint socket) {
      try {
        socket.getChannel().setOption(StandardSocketOptions.SO_SNDBUF, settings.sendBufferBytes());
      } catch (IOException gone) {
        LOG.debug("a socket was gone before it was upgraded: {}", gone.toString());
      }
    }
  }
}
