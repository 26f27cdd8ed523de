package io.sidelab.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A registry that answers every pull with one status and one error of its protocol. */
final class RefusingRegistry implements AutoCloseable {
  private final ServerSocket server;
  private final int status;
  private final String code;

  RefusingRegistry(int status, String code) throws IOException {
    this.status = status;
    this.code = code;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "test-refusing-registry");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        answer(client);
      } catch (IOException closedOrGone) {
        // The engine comes again if it has more to ask; closing ends the loop.
        continue;
      }
    }
  }

  /** Anything but plain HTTP, such as the beginning of TLS, ends the connection. */
  private void answer(Socket client) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    int method = lines.read();
    if (method != 'G' && method != 'H') {
      return;
    }
    String request = lines.readLine();
    for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
      line = lines.readLine();
    }
    boolean greeting = request.contains(" /v2/ ");
    String body = greeting ? "{}" : "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"no\"}]}";
    String head =
        "HTTP/1.1 "
            + (greeting ? 200 : status)
            + " Answer\r\nContent-Type: application/json\r\n"
            + "Docker-Distribution-Api-Version: registry/2.0\r\nConnection: close\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    client
        .getOutputStream()
        .write((method == 'H' ? head : head + body).getBytes(StandardCharsets.UTF_8));
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
