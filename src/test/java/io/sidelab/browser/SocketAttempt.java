package io.sidelab.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Knocks at a terminal's socket with a learner's cookies. */
final class SocketAttempt {
  private SocketAttempt() {}

  /** The handshake's status: 101 when it was let in. */
  static int status(String address, String path, BrowserContext learner) {
    String cookies =
        learner.cookies(address).stream()
            .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
            .collect(Collectors.joining("; "));
    try {
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .subprotocols("sidelab.terminal.v1")
          .header("Cookie", cookies)
          .header("Origin", address)
          .buildAsync(URI.create(address.replaceFirst("^http", "ws") + path), new Silent())
          .join()
          .abort();
      return 101;
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().statusCode();
      }
      throw refused;
    }
  }

  private static final class Silent implements WebSocket.Listener {}
}
