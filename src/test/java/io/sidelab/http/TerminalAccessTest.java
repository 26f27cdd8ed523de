package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.terminal.Terminals;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final List<String> asked = new CopyOnWriteArrayList<>();

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
    assertThat(connect(owner, "?role=watch", firstWord(hello))).isEqualTo(101);
    assertThat(hello.get(10, TimeUnit.SECONDS)).contains("\"role\":\"watch\"");
    assertThat(connect(owner, "?role=root", firstWord(hello))).isEqualTo(400);
  }

  private static WebSocket.Listener firstWord(CompletableFuture<String> heard) {
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        heard.complete(text.toString());
        return null;
      }
    };
  }

  @Test
  void notFromAnotherOrigin() {
    Visitor guest = guest();
    for (Visitor visitor : List.of(owner, guest)) {
      String[] origin = {"Origin", owner.base(), "X-Guest", "Ada"};
      assertThat(connect(visitor, origin)).isEqualTo(101);
      for (String foreign : List.of("http://evil.example", "null")) {
        origin[1] = foreign;
        assertThat(connect(visitor, origin)).isEqualTo(403);
      }
      assertThat(connect(visitor, "Sec-Fetch-Site", "cross-site", "X-Guest", "Ada")).isEqualTo(403);
    }
    assertThat(asked).hasSize(1);
  }

  /** Whoever sends this header has a pass to the terminal. */
  private Visitor guest() {
    Terminal terminal = site.workspaces.terminal;
    site.passes =
        (request, id) -> {
          asked.add(id);
          return Optional.ofNullable(request.getHeader("X-Guest"))
              .filter(name -> id.equals("t-box"))
              .map(name -> new GuestPass(terminal, name));
        };
    return site.visitor();
  }

  @Test
  void aGuestWithAPassWatchesAlsoWhenAskingToType() throws Exception {
    Visitor guest = guest();
    for (String query : List.of("", "?role=type", "?role=watch")) {
      CompletableFuture<String> hello = new CompletableFuture<>();
      assertThat(connect(guest, query, firstWord(hello), "X-Guest", "Ada")).isEqualTo(101);
      assertThat(hello.get(10, TimeUnit.SECONDS)).contains("\"role\":\"watch\"");
    }
    assertThat(connect(guest)).isEqualTo(404);
    assertThat(guest.cookie).as("a socket makes nobody a learner").isNull();
  }

  @Test
  void theTerminalsOwnLearnerIsNoGuestThere() throws Exception {
    guest();
    CompletableFuture<String> hello = new CompletableFuture<>();
    assertThat(connect(owner, "", firstWord(hello), "X-Guest", "Ada")).isEqualTo(101);
    assertThat(hello.get(10, TimeUnit.SECONDS)).contains("\"role\":\"type\"");
    assertThat(asked).isEmpty();
  }

  @Test
  void whoHasNoPassCannotTellWhetherThereIsSuchATerminal() throws Exception {
    Visitor stranger = guest();
    Visitor learner = site.visitor();
    learner.get("/");
    for (Visitor visitor : List.of(stranger, learner)) {
      for (String kind : List.of("/ws/terminals/", "/watch/")) {
        HttpResponse<String> there = visitor.get(kind + "t-box");
        HttpResponse<String> nowhere = visitor.get(kind + "t-none");
        assertThat(there.statusCode()).isEqualTo(404);
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(there.body()).isEqualTo(nowhere.body());
      }
    }
  }

  @Test
  void thePageThatWatchesIsForTheSamePeople() throws Exception {
    Visitor guest = guest();
    HttpResponse<String> page = guest.get("/watch/t-box", "X-Guest", "Ada");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("data-terminal=\"t-box\"");
    assertThat(guest.cookie).as("looking on makes nobody a learner").isNull();
    assertThat(owner.get("/watch/t-box").statusCode()).isEqualTo(200);
    assertThat(owner.get("/watch/%3Cscript%3E").statusCode()).isEqualTo(404);
  }
}
