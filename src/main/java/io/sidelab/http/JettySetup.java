package io.sidelab.http;

import io.javalin.config.JavalinConfig;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as this server needs it: its threads, its limits and its words for bad requests. */
final class JettySetup {
  private static final int SPARE_THREADS = 8;

  /** Bytes per second; a body that arrives slower only holds a thread. Ours are under 1 KiB. */
  private static final int SLOWEST_BODY = 64;

  /** How long requests under way may take when the server stops. */
  private static final long STOP_MILLIS = 3000;

  /**
   * How long connections without a request are kept at the stop, for answers still on their way.
   */
  private static final long IDLE_AT_STOP_MILLIS = 100;

  private final HttpSettings settings;
  private final QueuedThreadPool threads;

  JettySetup(HttpSettings settings) {
    this.settings = settings;
    // Its queue has no bound of its own, because Jetty cannot do without any of its own work. A
    // connection has one request under way, so the limit of connections bounds the queue as well.
    this.threads = new QueuedThreadPool(settings.threads(), SPARE_THREADS);
    threads.setName("sidelab-http");
  }

  Executor threads() {
    return threads;
  }

  void configure(JavalinConfig config) {
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(this::prepare);
    config.jetty.modifyHttpConfiguration(JettySetup::limit);
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new JettyErrors.OfServlets()));
    config.jetty.addConnector(this::connector);
  }

  private void prepare(Server server) {
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(new JettyErrors.OfServer());
    server.addBean(new NetworkConnectionLimit(settings.connections(), server));
    server.insertHandler(new EagerContentHandler(new WholeBodies(settings.maxBodyBytes())));
    server.insertHandler(new MinimumDataRateHandler(SLOWEST_BODY, 0));
  }

  private static void limit(HttpConfiguration http) {
    // Encoded slashes, dots and broken escapes have no honest use in our addresses.
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    http.addCustomizer(new SafetyHeaders());
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new TerminalConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS);
    return connector;
  }
}
