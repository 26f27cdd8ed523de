package io.sidelab.proxy;

import io.sidelab.engine.RunningCommand;
import io.sidelab.workspace.WorkspaceFailure;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a browser, with the one request that is taken from it. */
final class Visit {
  /** Begins the paths of tickets; a machine's own server cannot have these. */
  static final String TICKETS = "/.sidelab/open/";

  /** Tells a browser that it can come here: a picture, as only those may be looked at from afar. */
  static final String CHECK = "/.sidelab/check";

  private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

  /** Twice what browsers send with a jar full of cookies. */
  private static final int LONGEST_HEAD = 16 * 1024;

  /** A browser closes at once when it has its answer; who closes first might cut it short. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Connection connection;
  private final Socket socket;
  private final House house;
  private final long headEnd;

  /**
   * What all visits share.
   *
   * @param threads for the second direction
   */
  record House(
      ProxySettings settings,
      PortGrants grants,
      Connector machines,
      Places places,
      Pace pace,
      Executor threads) {}

  Visit(Connection connection, House house) {
    this.connection = connection;
    this.socket = connection.socket();
    this.house = house;
    this.headEnd = System.nanoTime() + house.settings().headTimeout().toNanos();
  }

  /** To its end. Closes it. */
  void run() {
    try {
      take();
    } catch (Rejection rejection) {
      say(Page.of(rejection));
    } catch (IOException gone) {
      LOG.debug("a connection broke off", gone);
    } catch (RuntimeException mistake) {
      LOG.error("a connection to a port failed", mistake);
    } finally {
      connection.close();
    }
  }

  private void take() throws IOException, Rejection {
    HeadReader reader = new HeadReader(this::readInTime, "", LONGEST_HEAD);
    String head = head(reader);
    if (head.isEmpty()) {
      return; // Browsers open connections that they never use.
    }
    socket.setSoTimeout(0);
    connection.moved();
    RequestHead request = RequestHead.parse(head);
    List<String> tokens = OwnCookies.ports(request.headers());
    if (request.target().equals(CHECK) && request.method().equals("GET")) {
      say(Page.check());
      return;
    }
    if (request.target().startsWith(TICKETS)) {
      enter(request, tokens);
      return;
    }
    PortTarget target = house.grants().find(tokens).orElseThrow(Rejection::unknown);
    if (!house.pace().admit(target.workspaceId())) {
      throw Rejection.tooOften();
    }
    if (!house.places().take(target.workspaceId())) {
      throw Rejection.tooMany("This lab has");
    }
    try {
      pass(request, target, reader.rest());
    } finally {
      house.places().giveBack(target.workspaceId());
    }
  }

  private int readInTime(byte[] buffer, int offset, int length) throws IOException {
    long left = (headEnd - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("the head took too long");
    }
    socket.setSoTimeout((int) left);
    return socket.getInputStream().read(buffer, offset, length);
  }

  private String head(HeadReader reader) throws IOException, Rejection {
    try {
      String head = reader.next();
      return reader.whole() ? head : "";
    } catch (SocketTimeoutException slow) {
      if (reader.rest().length == 0) {
        return "";
      }
      throw new Rejection(408, "Too slow", "This request did not arrive in time.", true);
    } catch (HeadReader.TooLong tooLong) {
      throw new Rejection(
          431,
          "Too long",
          "The request's head is longer than "
              + LONGEST_HEAD / 1024
              + " KiB. Delete this site's cookies, then try again.",
          false);
    }
  }

  private void enter(RequestHead request, List<String> tokens) throws Rejection {
    Optional<PortTarget> before = house.grants().find(tokens);
    PortTarget target =
        Optional.of(request)
            .filter(asked -> asked.method().equals("GET"))
            .flatMap(asked -> house.grants().redeem(asked.target().substring(TICKETS.length())))
            .orElseThrow(
                () ->
                    new Rejection(
                        403,
                        "This link is used up",
                        "It worked once, and for a minute. Open the port again from your lab's"
                            + " Ports.",
                        false));
    boolean another = !before.equals(Optional.of(target));
    say(Page.welcome(house.grants().token(target), scheme().equals("https"), another));
  }

  private void pass(RequestHead request, PortTarget target, byte[] early)
      throws IOException, Rejection {
    try (RunningCommand machine = connect(target)) {
      connection.leadsTo(machine);
      Exchange exchange = new Exchange(connection, machine, request, target);
      String client = socket.getInetAddress().getHostAddress();
      String host =
          house.settings().origin().map(origin -> origin.getAuthority()).orElse(request.host());
      sendHead(machine, request.passedOn(client, scheme(), host));
      CountDownLatch sent = sending(exchange, early);
      try {
        exchange.answer();
      } catch (Rejection rejection) {
        socket.getOutputStream().write(Page.of(rejection));
      }
      sayGoodbye(sent);
    }
  }

  /** A server that ends at once has perhaps not taken it; what it says is still to be read. */
  private static void sendHead(RunningCommand machine, String head) {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    try {
      machine.write(bytes, 0, bytes.length);
    } catch (IOException ended) {
      LOG.debug("a port took no request", ended);
    }
  }

  private CountDownLatch sending(Exchange exchange, byte[] early) throws Rejection {
    CountDownLatch sent = new CountDownLatch(1);
    try {
      house
          .threads()
          .execute(
              () -> {
                try {
                  exchange.send(early);
                } finally {
                  sent.countDown();
                }
              });
      return sent;
    } catch (RejectedExecutionException full) {
      throw Rejection.tooMany("This server has");
    }
  }

  private void sayGoodbye(CountDownLatch sent) throws IOException {
    socket.shutdownOutput();
    try {
      if (!sent.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("a browser keeps its connection; closing it");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private RunningCommand connect(PortTarget target) throws Rejection {
    try {
      return house.machines().connect(target);
    } catch (WorkspaceFailure failure) {
      throw new Rejection(status(failure), "Not reachable", failure.learnerText(), true);
    }
  }

  private static int status(WorkspaceFailure failure) {
    return switch (failure.reason()) {
      case NOT_FOUND, NO_SUCH_PART -> 404;
      case WRONG_STATE -> 409;
      default -> 503;
    };
  }

  private String scheme() {
    return house.settings().origin().map(origin -> origin.getScheme()).orElse("http");
  }

  /** An answer of our own; what is left of the request is not waited for. */
  private void say(byte[] page) {
    try {
      socket.getOutputStream().write(page);
      socket.shutdownOutput();
      socket.setSoTimeout((int) GOODBYE.toMillis());
      byte[] buffer = new byte[1024];
      for (int piece = 0; piece < 64 && socket.getInputStream().read(buffer) >= 0; piece++) {
        // Closing with something unread would make the browser lose the page.
      }
    } catch (IOException gone) {
      LOG.debug("nobody reads the page", gone);
    }
  }
}
