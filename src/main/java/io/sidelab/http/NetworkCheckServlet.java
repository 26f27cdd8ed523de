package io.sidelab.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/** Upgrades requests to sockets that echo, or answers why not. Needs no learner. */
final class NetworkCheckServlet extends JettyWebSocketServlet {
  static final String SUBPROTOCOL = "sidelab.check.v1";
  private static final long serialVersionUID = 1L;

  private final transient Gate gate;
  private final transient ErrorAnswers errors;
  private final transient NetworkCheckSettings settings;
  private final transient NetworkCheckPlaces places;
  private final transient Buckets opened;
  private transient Scheduler timer;

  NetworkCheckServlet(
      Gate gate, ErrorAnswers errors, NetworkCheckSettings settings, Buckets opened) {
    this.gate = gate;
    this.errors = errors;
    this.settings = settings;
    this.places = new NetworkCheckPlaces(settings);
    this.opened = opened;
  }

  int open() {
    return places.open();
  }

  @Override
  protected void configure(JettyWebSocketServletFactory factory) {
    // A socket's life is bounded; a check of silence must not be ended by our own impatience.
    factory.setIdleTimeout(Duration.ZERO);
    factory.setMaxTextMessageSize(settings.messageBytes());
    factory.setMaxBinaryMessageSize(settings.messageBytes());
    factory.setCreator(this::upgrade);
    timer =
        ServletContextHandler.getServletContextHandler(getServletContext())
            .getServer()
            .getScheduler();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      admit(request);
    } catch (Refusal | RuntimeException reason) {
      refuse(response, errors.answerTo(reason));
      return;
    }
    super.service(request, response);
  }

  private void admit(HttpServletRequest request) throws Refusal {
    gate.admitStranger(request);
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      throw new Refusal(426, "upgrade_required", "This address speaks WebSocket only.");
    }
    if (!subprotocols(request).contains(SUBPROTOCOL)) {
      throw new Refusal(400, "unknown_subprotocol", "Ask for the subprotocol " + SUBPROTOCOL);
    }
    String address = gate.address(request);
    opened.take(address);
    if (!places.free(address)) {
      throw new Refusal(
          429, "too_many_checks", "Too many checks run at once. Try again in a minute.");
    }
  }

  private static List<String> subprotocols(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .toList();
  }

  private static void refuse(HttpServletResponse response, ErrorAnswer answer) throws IOException {
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("error", answer.code())
            .put("message", answer.message())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private Object upgrade(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
    // As terminals do it: a message must cross the network in its full length.
    response.setExtensions(List.of());
    response.setAcceptedSubProtocol(SUBPROTOCOL);
    String address = gate.address(request.getHttpServletRequest());
    return new NetworkCheckSocket(settings, places, address, timer);
  }
}
