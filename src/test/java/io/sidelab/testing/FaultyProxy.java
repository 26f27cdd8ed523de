package io.sidelab.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy of a network, on the loopback, with one of the faults that such have. One request is
 * passed on each connection.
 */
public final class FaultyProxy implements AutoCloseable {
  /** What it does wrong. */
  public enum Fault {
    NONE,
    /** Passes requests to upgrade on as plain ones. */
    REFUSES_UPGRADE,
    /** Passes on event streams once they have ended. */
    BUFFERS_EVENTS,
    /** Cuts sockets that are silent for ten seconds. */
    CUTS_IDLE_SOCKETS,
    STRIPS_SET_COOKIE
  }

  private static final int IDLE_MILLIS = 10_000;

  private final int server;
  private final Fault fault;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public FaultyProxy(int server, Fault fault) throws IOException {
    this.server = server;
    this.fault = fault;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over, which ends this thread.
      return;
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      open.add(upstream);
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      boolean upgrade = head.toLowerCase().contains("\r\nupgrade: websocket");
      if (upgrade && fault != Fault.REFUSES_UPGRADE) {
        send(upstream, head);
        tunnel(client, upstream);
        return;
      }
      send(upstream, once(head));
      start(() -> copyQuietly(client, upstream));
      answer(client, upstream, head);
    } catch (IOException broken) {
      // A browser that leaves ends its connection as it likes.
      return;
    }
  }

  private void answer(Socket client, Socket upstream, String request) throws IOException {
    InputStream from = upstream.getInputStream();
    String head = head(from);
    if (fault == Fault.STRIPS_SET_COOKIE) {
      head = head.replaceAll("(?i)\r\nset-cookie:[^\r]*", "");
    }
    if (fault == Fault.BUFFERS_EVENTS && request.contains("/events")) {
      byte[] all = from.readAllBytes();
      send(client, head);
      client.getOutputStream().write(all);
      return;
    }
    send(client, head);
    copy(from, client.getOutputStream());
  }

  /** The answer ends with the connection then. */
  private static String once(String head) {
    return head.replaceAll("(?i)\r\n(connection|upgrade):[^\r]*", "")
        .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
  }

  private void tunnel(Socket client, Socket upstream) throws IOException {
    if (fault == Fault.CUTS_IDLE_SOCKETS) {
      client.setSoTimeout(IDLE_MILLIS);
    }
    start(() -> copyQuietly(upstream, client));
    copy(client.getInputStream(), upstream.getOutputStream());
  }

  private static String head(InputStream from) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = from.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void send(Socket to, String head) throws IOException {
    to.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void copyQuietly(Socket from, Socket to) {
    try (from;
        to) {
      copy(from.getInputStream(), to.getOutputStream());
    } catch (IOException ended) {
      // The other direction ended both.
      return;
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    from.transferTo(to);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }
}
