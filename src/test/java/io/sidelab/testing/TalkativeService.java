package io.sidelab.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A service of this host on all its addresses that greets everybody who reaches it. */
public final class TalkativeService implements AutoCloseable {
  /** What it says. */
  public static final String GREETING = "reached";

  private final ServerSocket socket;

  /** Listens on a free port. */
  public TalkativeService() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"));
    Thread thread = new Thread(this::serve, "test-talkative-service");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.getOutputStream().write((GREETING + "\n").getBytes());
      } catch (IOException closedOrGone) {
        // Closing ends the loop; a visitor who left does not.
        continue;
      }
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
