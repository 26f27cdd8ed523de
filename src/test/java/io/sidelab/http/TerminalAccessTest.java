package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.terminal.Terminals;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a socket to a terminal. */
@Timeout(60)
class TerminalAccessTest {
  private Site site;
  private Terminals terminals;
  private Visitor owner;

  @BeforeEach
  void open() throws Exception {
    site = new Site();
    terminals = new StreamTerminals(TerminalSettings.defaults(), Clock.systemUTC());
    Terminal terminal = terminals.create("t-box", TerminalSize.DEFAULT, ended -> {});
    site.workspaces.terminal = terminal;
    owner = site.visitor();
    owner.startLab();
  }

  @AfterEach
  void close() {
    site.workspaces.terminal.close();
    site.close();
    terminals.close();
  }

  private int connect(Visitor visitor, String... headers) {
    return connect(visitor, "", new WebSocket.Listener() {}, headers);
  }

  private int connect(
      Visitor visitor, String query, WebSocket.Listener listener, String... headers) {
    WebSocket.Builder builder =
        visitor.client.newWebSocketBuilder().subprotocols("sidelab.terminal.v1");
    if (visitor.cookie != null) {
      builder.header("Cookie", visitor.cookie);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI address = URI.create(visitor.base().replace("http", "ws") + "/ws/terminals/t-box" + query);
    try {
      builder.buildAsync(address, listener).join();
      return 101;
    } catch (CompletionException refused) {
      return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }
  }

  @Test
  void itsLearnerOnly() throws Exception {
    assertThat(connect(owner)).isEqualTo(101);
    assertThat(connect(site.visitor())).isEqualTo(404);
    Visitor other = site.visitor();
    other.get("/");
    assertThat(connect(other)).isEqualTo(404);
  }

  @Test
  void inTheRoleThatItsLearnerAskedFor() throws Exception {
    CompletableFuture<String> hello = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            hello.complete(text.toString());
            return null;
          }
        };
    assertThat(connect(owner, "?role=watch", listener)).isEqualTo(101);
    assertThat(hello.get(10, TimeUnit.SECONDS)).contains("\"role\":\"watch\"");
    assertThat(connect(owner, "?role=root", listener)).isEqualTo(400);
  }

  @Test
  void notFromAnotherOrigin() {
    assertThat(connect(owner, "Origin", owner.base())).isEqualTo(101);
    assertThat(connect(owner, "Origin", "http://evil.example")).isEqualTo(403);
    assertThat(connect(owner, "Origin", "null")).isEqualTo(403);
    assertThat(connect(owner, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
  }
}
