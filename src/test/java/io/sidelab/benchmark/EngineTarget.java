package io.sidelab.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The floor: shells straight from the Docker Engine's API, with no server between. */
final class EngineTarget implements Target {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXEC =
      "{\"AttachStdin\":true,\"AttachStdout\":true,\"AttachStderr\":true,\"Tty\":true,"
          + "\"Env\":[\"TERM=xterm-256color\"],\"Cmd\":[\"sh\"]}";

  private final Path socket;

  EngineTarget(Path socket) {
    this.socket = socket;
  }

  @Override
  public String name() {
    return "engine (floor)";
  }

  @Override
  public List<Long> processes() {
    return List.of();
  }

  @Override
  public Line open(String container) throws IOException {
    String id = call("POST", "/containers/" + container + "/exec", EXEC).path("Id").asText();
    SocketChannel channel = connect();
    String upgrade = "Connection: Upgrade\r\nUpgrade: tcp\r\n";
    send(channel, "POST", "/exec/" + id + "/start", upgrade, "{\"Tty\":true,\"Detach\":false}");
    int status = status(head(channel));
    if (status != 101 && status != 200) {
      throw new IOException("the engine started no shell: status " + status);
    }
    return new Line(channel, new RawCodec());
  }

  /** Asks the engine for JSON, over a connection of its own. */
  JsonNode call(String method, String path, String body) throws IOException {
    try (SocketChannel channel = connect()) {
      send(channel, method, path, "Connection: close\r\n", body);
      int status = status(head(channel));
      byte[] answer = rest(channel);
      if (status >= 300) {
        throw new IOException(
            method + " " + path + ": " + status + " " + new String(answer, StandardCharsets.UTF_8));
      }
      return answer.length == 0 ? JSON.nullNode() : JSON.readTree(unchunked(answer));
    }
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private static void send(
      SocketChannel channel, String method, String path, String headers, String body)
      throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: engine\r\n"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    channel.write(ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII)));
  }

  /** To the empty line, a byte at a time: what follows belongs to the terminal. */
  static String head(SocketChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("no answer: " + head);
      }
      head.append((char) one.get(0));
    }
    return head.toString();
  }

  static int status(String head) {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  private static byte[] rest(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (channel.read(buffer.clear()) >= 0) {
      all.write(buffer.array(), 0, buffer.position());
    }
    return all.toByteArray();
  }

  /** The engine sends long lists in chunks, each behind its length in hexadecimal. */
  private static byte[] unchunked(byte[] answer) {
    if (answer[0] == '{' || answer[0] == '[') {
      return answer;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int at = 0; at < answer.length; ) {
      int end = at;
      while (answer[end] != '\r') {
        end++;
      }
      int length =
          Integer.parseInt(new String(answer, at, end - at, StandardCharsets.US_ASCII), 16);
      whole.write(answer, end + 2, length);
      at = end + 2 + length + 2;
    }
    return whole.toByteArray();
  }
}
