package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.terminal.ChattyTty;
import io.sidelab.terminal.EchoTty;
import io.sidelab.terminal.QueueTty;
import io.sidelab.terminal.Terminal;
import io.sidelab.testing.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminalSocketAbuseTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SocketServer server = new SocketServer(SocketServer.QUICK);
  private final Terminal terminal = server.terminal("t1");
  private final EchoTty tty = new EchoTty();

  @AfterEach
  void stop() throws Exception {
    Eventually.until("all sockets gone", SOON, () -> server.sockets() == 0);
    server.close();
  }

  @Test
  void refusesTheUpgradeWithTheRightStatus() throws Exception {
    assertThat(SocketClient.refusal(server.port(), "nowhere")).isEqualTo(404);
    assertThat(SocketClient.refusal(server.port(), "..%2f..%2fetc")).isIn(400, 404);
    assertThat(SocketClient.refusal(server.port(), "t1", "Origin", "http://evil.example"))
        .isEqualTo(403);
    HttpResponse<String> plain =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/ws/terminals/t1"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(plain.statusCode()).isEqualTo(426);
    assertThat(plain.body())
        .isEqualTo(
            "{\"error\":\"upgrade_required\",\"message\":\"This address speaks WebSocket only.\"}");
  }

  @Test
  void refusesMoreViewersThanATerminalMayHave() throws Exception {
    List<SocketClient> clients = new ArrayList<>();
    int most = SocketServer.QUICK.viewersPerTerminal();
    for (int i = 0; i < most; i++) {
      clients.add(SocketClient.open(server.port(), "t1"));
    }
    Eventually.until("all are viewers", SOON, () -> terminal.viewers() == most);
    assertThat(SocketClient.refusal(server.port(), "t1")).isEqualTo(429);
    clients.forEach(SocketClient::close);
  }

  @Test
  void closesForMessagesOutsideTheProtocolAndTypesNothingMore() throws Exception {
    terminal.connect(tty);
    for (String bad :
        List.of("{\"type\":\"exec\"}", "not json", "{\"type\":\"ack\",\"bytes\":-5}")) {
      try (SocketClient client = SocketClient.open(server.port(), "t1")) {
        client.send(bad);
        Eventually.until("closed", SOON, client::ended);
        assertThat(client.closed()).isEqualTo(1008);
        assertThat(client.texts().get(1)).contains("\"closed\",\"reason\":\"protocol\"");
      }
    }
    try (SocketClient client = SocketClient.open(server.port(), "t1")) {
      client.send("x".repeat(5000));
      Eventually.until("closed", SOON, client::ended);
      assertThat(client.closed()).isEqualTo(1009);
    }
    assertThat(tty.typed()).isEmpty();
    stillWorks();
  }

  @Test
  void survivesRandomBytesOnTheWire() throws Exception {
    terminal.connect(new QueueTty());
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      try (Socket raw = upgraded()) {
        byte[] noise = new byte[random.nextInt(3000) + 1];
        random.nextBytes(noise);
        raw.getOutputStream().write(noise);
        raw.getOutputStream().flush();
      } catch (IOException cutOff) {
        assertThat(cutOff).isNotNull();
      }
    }
    terminal.connect(tty);
    stillWorks();
  }

  @Test
  void findsADeadPeerByItsSilence() throws Exception {
    terminal.connect(tty);
    try (Socket mute = upgraded()) {
      Eventually.until("open", SOON, () -> terminal.viewers() == 1);
      Eventually.until("found", SOON, () -> terminal.viewers() == 0);
      assertThat(mute.isClosed()).isFalse();
    }
  }

  @Test
  void keepsAPeerWhoseUnreadOutputHoldsUpItsHeartbeats() throws Exception {
    ChattyTty chatty = new ChattyTty();
    try (Socket mute = upgraded()) {
      Eventually.until("open", SOON, () -> terminal.viewers() == 1);
      terminal.connect(chatty);
      passQuietLimits();
      assertThat(terminal.viewers()).isEqualTo(1);
      long held = chatty.printed();
      mute.getInputStream().readNBytes((int) held);
      Eventually.until("goes on", SOON, () -> chatty.printed() > held);
    }
    chatty.close();
  }

  private static void passQuietLimits() throws Exception {
    long until = System.nanoTime() + SocketServer.QUICK.quietLimit().toNanos() * 3;
    Eventually.until("waited", SOON, () -> System.nanoTime() > until);
  }

  @Test
  void endsASocketThatDoesNotTakePartInClosing() throws Exception {
    terminal.connect(new ChattyTty());
    try (Socket mute = upgraded()) {
      Eventually.until("open", SOON, () -> server.sockets() == 1);
      terminal.close();
      Eventually.until("ended", Duration.ofSeconds(10), () -> server.sockets() == 0);
      assertThat(mute.isClosed()).isFalse();
    }
  }

  @Test
  void keepsAPeerThatOnlyAnswersHeartbeats() throws Exception {
    terminal.connect(tty);
    try (SocketClient client = SocketClient.open(server.port(), "t1")) {
      passQuietLimits();
      assertThat(client.ended()).isFalse();
      client.type("there");
      Eventually.until("echo", SOON, () -> client.shown().equals("there"));
    }
  }

  /** Shakes hands and then says nothing, as a peer whose network is gone. */
  private Socket upgraded() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    String request =
        "GET /ws/terminals/t1 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  private void stillWorks() throws Exception {
    Eventually.until("room", SOON, () -> terminal.viewers() == 0);
    try (SocketClient client = SocketClient.open(server.port(), "t1")) {
      client.type("works");
      Eventually.until("echo", SOON, () -> client.shown().endsWith("works"));
    }
  }
}
