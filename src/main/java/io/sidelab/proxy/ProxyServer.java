package io.sidelab.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener for machines' ports. Safe for use by any thread. */
public final class ProxyServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

  /** Connections that the kernel holds until they are taken. */
  private static final int BACKLOG = 128;

  private static final long KEEP_SECONDS = 10;
  private static final long STOP_SECONDS = 5;
  private static final long PAUSE_NANOS = 100_000_000;

  private final ProxySettings settings;
  private final PortGrants grants;
  private final Connections connections;
  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "sidelab-proxy-clock"));
  private final Visit.House house;
  private volatile Optional<ServerSocket> listening = Optional.empty();

  public ProxyServer(ProxySettings settings, Connector machines, Clock time) {
    this.settings = settings;
    this.grants = new PortGrants(settings.ticketTime(), time);
    this.connections = new Connections(settings.connections());
    // Two for each connection, one for each direction; none waits in a queue.
    this.threads =
        new ThreadPoolExecutor(
            0,
            2 * settings.connections(),
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            numbered());
    this.house =
        new Visit.House(
            settings,
            grants,
            machines,
            new Places(settings.perWorkspace()),
            new Pace(System::nanoTime),
            threads);
  }

  private static ThreadFactory numbered() {
    AtomicInteger count = new AtomicInteger();
    return task -> daemon(task, "sidelab-proxy-" + count.incrementAndGet());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException when the port cannot be had
   */
  public void start() {
    ServerSocket socket = bound();
    listening = Optional.of(socket);
    daemon(() -> accept(socket), "sidelab-proxy-accept").start();
    long period = Math.max(1, settings.idleTimeout().toMillis() / 10);
    clock.scheduleWithFixedDelay(
        () -> connections.closeIdle(settings.idleTimeout().toNanos()),
        period,
        period,
        TimeUnit.MILLISECONDS);
    LOG.info("machines' ports are shown on {} port {}", settings.host(), port());
  }

  private ServerSocket bound() {
    try {
      return bound(settings.port());
    } catch (IOException taken) {
      if (settings.elsewhere()) {
        return boundElsewhere(taken);
      }
      throw refused(taken);
    }
  }

  private ServerSocket boundElsewhere(IOException taken) {
    try {
      ServerSocket socket = bound(0);
      LOG.warn(
          "port {} cannot be had ({}), so machines' ports are shown on another one; name one with"
              + " --ports-port",
          settings.port(),
          taken.getMessage());
      return socket;
    } catch (IOException none) {
      throw refused(none);
    }
  }

  private ServerSocket bound(int port) throws IOException {
    return new ServerSocket(port, BACKLOG, InetAddress.getByName(settings.host()));
  }

  private IllegalStateException refused(IOException why) {
    return new IllegalStateException(
        "Port "
            + settings.port()
            + ", where machines' ports are shown, cannot be had: another program has it, or only"
            + " root may. Name another one with --ports-port.",
        why);
  }

  /** The port it really listens on. */
  public int port() {
    return listening.orElseThrow().getLocalPort();
  }

  /** Connections of browsers now. */
  public int open() {
    return connections.open();
  }

  /**
   * An address that lets one browser in to the port, once.
   *
   * @param host by which that browser knows this server, without a port
   */
  public String admit(PortTarget target, String host) {
    return origin(host) + Visit.TICKETS + grants.ticket(target);
  }

  /**
   * Where machines' pages are shown to a browser.
   *
   * @param host by which that browser knows this server, without a port
   */
  public String origin(String host) {
    return settings
        .origin()
        .map(Object::toString)
        .orElseGet(() -> "http://" + otherName(host) + ":" + port());
  }

  /**
   * A picture there, {@value Page#CHECK_WIDTH} by {@value Page#CHECK_HEIGHT}, that anybody sees.
   */
  public String checkAddress(String host) {
    return origin(host) + Visit.CHECK;
  }

  /**
   * Browsers share cookies among all ports of a host, so where a host has a second name at hand,
   * machines' pages go by that one.
   */
  private static String otherName(String host) {
    return switch (host) {
      case "localhost" -> "127.0.0.1";
      case "127.0.0.1" -> "localhost";
      default -> host;
    };
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        take(from.accept());
      } catch (IOException problem) {
        if (!from.isClosed()) {
          LOG.warn("a connection to a port could not be taken: {}", problem.getMessage());
          LockSupport.parkNanos(PAUSE_NANOS); // Such as when there are too many open files.
        }
      }
    }
  }

  private void take(Socket socket) {
    Connection connection = new Connection(socket);
    if (!connections.enter(connection)) {
      refuse(connection);
      return;
    }
    try {
      socket.setTcpNoDelay(true); // A WebSocket's small messages must not wait for each other.
      threads.execute(() -> visit(connection));
    } catch (IOException | RejectedExecutionException refused) {
      connections.leave(connection);
      refuse(connection);
    }
  }

  private void visit(Connection connection) {
    try {
      new Visit(connection, house).run();
    } finally {
      connections.leave(connection);
    }
  }

  /** Fits into what the kernel takes without waiting. */
  private static void refuse(Connection connection) {
    try {
      connection.socket().getOutputStream().write(Page.of(Rejection.tooMany("This server has")));
    } catch (IOException gone) {
      LOG.debug("nobody reads the page", gone);
    } finally {
      connection.close();
    }
  }

  /** Ends all connections. Closing twice does nothing. */
  @Override
  public void close() {
    listening.ifPresent(ProxyServer::stop);
    clock.shutdownNow();
    threads.shutdown();
    connections.closeAll();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} directions of connections do not end; leaving them", threads.getActiveCount());
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  private static void stop(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is let go of all the same.
    }
  }
}
