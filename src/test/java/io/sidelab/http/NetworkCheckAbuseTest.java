package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.sidelab.testing.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers can make of sockets that echo: nothing. */
@Timeout(60)
class NetworkCheckAbuseTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final NetworkCheckSettings SMALL =
      new NetworkCheckSettings(
          1000,
          5000,
          20,
          4,
          6,
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          new RateLimit(200, Duration.ofHours(1)),
          3,
          Duration.ofMillis(20));

  private final NetworkCheckServlet servlet;
  private final Javalin app;

  NetworkCheckAbuseTest() {
    Gate gate = new Gate(HttpSettings.defaults(), new ForgetfulStore(), Clock.systemUTC());
    ErrorAnswers errors = new ErrorAnswers(new Json(), new Templates());
    servlet = new NetworkCheckServlet(gate, errors, SMALL, new Buckets(SMALL.opened(), 10));
    app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.modifyServletContextHandler(
                      context -> context.addServlet(new ServletHolder(servlet), "/ws/check"));
                })
            .start(0);
  }

  @AfterEach
  void leavesNoSocket() throws Exception {
    Eventually.until("all sockets gone", SOON, () -> servlet.open() == 0);
    app.stop();
  }

  /** A peer that keeps what it hears. */
  private static final class Peer implements WebSocket.Listener {
    final List<String> heard = new ArrayList<>();
    final StringBuilder part = new StringBuilder();
    volatile int closed = -1;
    WebSocket socket;

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        synchronized (this) {
          heard.add(part.toString());
        }
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      return onText(from, StandardCharsets.ISO_8859_1.decode(data), last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed = status;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed = 1006;
    }

    synchronized List<String> heard() {
      return List.copyOf(heard);
    }
  }

  private WebSocket.Builder builder() {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols(NetworkCheckServlet.SUBPROTOCOL);
  }

  private Peer open() {
    Peer peer = new Peer();
    peer.socket = builder().buildAsync(address(), peer).join();
    return peer;
  }

  private URI address() {
    return URI.create("ws://127.0.0.1:" + app.port() + "/ws/check");
  }

  private int refusal(WebSocket.Builder builder) {
    try {
      builder.buildAsync(address(), new Peer()).join().abort();
      return 101;
    } catch (CompletionException refused) {
      return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }
  }

  @Test
  void textAndBytesComeBackAsTheyWere() throws Exception {
    Peer peer = open();
    peer.socket.sendText("Grüße", true).join();
    Eventually.until("text", SOON, () -> peer.heard().equals(List.of("Grüße")));
    peer.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    Eventually.until("bytes", SOON, () -> peer.heard().contains("\1\2\3"));
    assertThat(peer.socket.getSubprotocol()).isEqualTo("sidelab.check.v1");
    peer.socket.abort();
  }

  @Test
  void strangersPagesAndOtherProtocolsAreRefused() {
    assertThat(refusal(builder().header("Origin", "http://evil.example"))).isEqualTo(403);
    assertThat(refusal(HttpClient.newHttpClient().newWebSocketBuilder())).isEqualTo(400);
    assertThat(refusal(HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("sidelab.v1")))
        .isEqualTo(400);
  }

  @Test
  void moreThanACheckNeedsClosesTheSocket() throws Exception {
    Peer long1 = open();
    long1.socket.sendText("x".repeat(1001), true).join();
    Eventually.until("too long", SOON, () -> long1.closed == 1009);
    Peer often = open();
    for (int i = 0; i < 21; i++) {
      often.socket.sendText("k", true).join();
    }
    Eventually.until("too often", SOON, () -> often.closed == 1008);
    assertThat(often.heard()).hasSize(20);
    Peer much = open();
    for (int i = 0; i < 6; i++) {
      much.socket.sendBinary(ByteBuffer.allocate(1000), true).join();
    }
    Eventually.until("too much", SOON, () -> much.closed == 1008);
    assertThat(much.heard()).hasSize(5);
  }

  @Test
  void anAddressHasSoManySocketsAndNoMoreUntilOneIsGone() throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      peers.add(open());
    }
    Eventually.until("all are counted", SOON, () -> servlet.open() == 4);
    assertThat(refusal(builder())).isEqualTo(429);
    peers.get(0).socket.abort();
    Eventually.until("one is gone", SOON, () -> servlet.open() == 3);
    peers.set(0, open());
    peers.forEach(peer -> peer.socket.abort());
  }

  @Test
  void aSocketEndsWithItsTimeAlsoWhenItsPeerIsMute() throws Exception {
    Peer quiet = open();
    try (Socket mute = upgraded()) {
      Eventually.until("both are open", SOON, () -> servlet.open() == 2);
      Eventually.until("its time is over", SOON, () -> quiet.closed == 1000);
      Eventually.until("the mute one is cut off", SOON, () -> servlet.open() == 0);
      assertThat(mute.isClosed()).isFalse();
    }
  }

  @Test
  void randomBytesLeaveNoSocketBehind() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      try (Socket raw = upgraded()) {
        byte[] noise = new byte[random.nextInt(2000) + 1];
        random.nextBytes(noise);
        raw.getOutputStream().write(noise);
        raw.getOutputStream().flush();
      } catch (IOException cutOff) {
        assertThat(cutOff).isNotNull();
      }
      Eventually.until("gone", SOON, () -> servlet.open() < 4);
    }
    Eventually.until("all gone", SOON, () -> servlet.open() == 0);
    textAndBytesComeBackAsTheyWere();
  }

  private Socket upgraded() throws IOException {
    Socket socket = new Socket("127.0.0.1", app.port());
    String request =
        "GET /ws/check HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: sidelab.check.v1\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }
}
