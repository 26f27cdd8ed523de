package io.sidelab.http;

import io.sidelab.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client that keeps what it hears and reads only while it is told to. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> texts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final AtomicBoolean reading = new AtomicBoolean(true);
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final boolean acknowledges;
  private WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
  private volatile int closed = -1;
  private volatile boolean failed;

  private SocketClient(boolean acknowledges) {
    this.acknowledges = acknowledges;
  }

  static SocketClient open(int port, String terminal) {
    return open(port, terminal, false);
  }

  static SocketClient open(int port, String terminal, boolean acknowledges) {
    return open(port, terminal, acknowledges, HttpClient.newHttpClient().newWebSocketBuilder());
  }

  /** As a learner's browser does. */
  static SocketClient open(int port, String terminal, String cookie) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    return open(port, terminal, true, builder.header("Cookie", cookie));
  }

  private static SocketClient open(
      int port, String terminal, boolean acknowledges, WebSocket.Builder builder) {
    SocketClient client = new SocketClient(acknowledges);
    client.socket =
        builder
            .subprotocols(TerminalProtocol.SUBPROTOCOL)
            .buildAsync(address(port, terminal), client)
            .join();
    client.awaitGreeting();
    return client;
  }

  /** The upgrade is answered before the server's side of the socket is there. */
  private void awaitGreeting() {
    try {
      Eventually.until("greeted", Duration.ofSeconds(20), () -> ended() || !texts().isEmpty());
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** The status a refused upgrade is answered with. */
  static int refusal(int port, String terminal, String... headers) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (headers.length > 0) {
      builder.header(headers[0], headers[1]);
    }
    try {
      builder.buildAsync(address(port, terminal), new WebSocket.Listener() {}).join().abort();
      return 101;
    } catch (CompletionException refused) {
      return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }
  }

  private static URI address(int port, String terminal) {
    return URI.create("ws://127.0.0.1:" + port + "/ws/terminals/" + terminal);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    synchronized (this) {
      bytes.writeBytes(copy);
    }
    if (acknowledges) {
      sendLater("{\"type\":\"ack\",\"bytes\":" + copy.length + "}");
    }
    next();
    return null;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      synchronized (this) {
        texts.add(text.toString());
      }
      text.setLength(0);
    }
    next();
    return null;
  }

  private void next() {
    if (reading.get()) {
      socket.request(1);
    } else {
      waiting.set(true);
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed = status;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    failed = true;
  }

  void stopReading() {
    reading.set(false);
  }

  void goOnReading() {
    reading.set(true);
    if (waiting.compareAndSet(true, false)) {
      socket.request(1);
    }
  }

  void send(String message) {
    sendLater(message).join();
  }

  /** Behind everything that is being sent, as a browser does it. */
  private synchronized CompletableFuture<?> sendLater(String message) {
    lastSend = lastSend.thenCompose(done -> socket.sendText(message, true));
    return lastSend;
  }

  void type(byte[] input) {
    start(input).join();
  }

  void type(String input) {
    type(input.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends without waiting for it. */
  synchronized CompletableFuture<?> start(byte[] input) {
    lastSend = lastSend.thenCompose(done -> socket.sendBinary(ByteBuffer.wrap(input), true));
    return lastSend;
  }

  boolean wasTakenWithin(CompletableFuture<?> sent, long millis) {
    try {
      sent.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (Exception notYet) {
      return false;
    }
  }

  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  synchronized int count() {
    return bytes.size();
  }

  synchronized String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  /** Close status, or -1 while open. */
  int closed() {
    return closed;
  }

  boolean ended() {
    return closed >= 0 || failed;
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
