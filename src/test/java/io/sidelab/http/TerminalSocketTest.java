package io.sidelab.http;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.ChattyTty;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.EchoTty;
import io.sidelab.terminal.QueueTty;
import io.sidelab.terminal.StuckTty;
import io.sidelab.terminal.Terminal;
import io.sidelab.testing.Eventually;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminalSocketTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SocketServer server = new SocketServer(TerminalSocketSettings.defaults());
  private final Terminal terminal = server.terminal("t1");

  @AfterEach
  void stop() {
    server.close();
  }

  private SocketClient open() {
    return SocketClient.open(server.port(), "t1");
  }

  @Test
  void greetsAndEchoes() throws Exception {
    terminal.connect(new EchoTty());
    try (SocketClient client = open()) {
      client.type("héllo");
      Eventually.until("echo", SOON, () -> client.shown().equals("héllo"));
      assertThat(client.subprotocol()).isEqualTo("sidelab.terminal.v1");
      assertThat(client.texts())
          .singleElement(as(InstanceOfAssertFactories.STRING))
          .startsWith(
              "{\"type\":\"hello\",\"cols\":80,\"rows\":24,\"terminal\":\"t1\","
                  + "\"role\":\"type\",\"sized\":true,\"replay\":0,\"skipped\":false,\"stream\":\"")
          .endsWith("\",\"position\":0,\"resumed\":false,\"typed\":0}");
    }
    Eventually.until("left", SOON, () -> terminal.viewers() == 0 && server.sockets() == 0);
  }

  @Test
  void carriesFiveMegabytesExactlyWithAndWithoutAcknowledgement() throws Exception {
    byte[] random = new byte[5_000_000];
    new Random(7).nextBytes(random);
    for (boolean acknowledges : new boolean[] {false, true}) {
      String id = "bulk" + acknowledges;
      Terminal bulk = server.terminal(id);
      QueueTty tty = new QueueTty();
      try (SocketClient client = SocketClient.open(server.port(), id, acknowledges)) {
        bulk.connect(tty);
        tty.print(random);
        Eventually.until("all there", SOON, () -> client.count() == random.length);
        assertThat(client.bytes()).isEqualTo(random);
        assertThat(client.texts()).hasSize(1);
      }
    }
  }

  @Test
  void takesAPasteOfFiveMegabytesExactlyInOneMessage() throws Exception {
    byte[] random = new byte[5_000_000];
    new Random(8).nextBytes(random);
    QueueTty tty = new QueueTty();
    terminal.connect(tty);
    try (SocketClient client = open()) {
      client.type(random);
      Eventually.until("all typed", SOON, () -> tty.typed().length == random.length);
      assertThat(tty.typed()).isEqualTo(random);
    }
  }

  @Test
  void echoesAPasteOfFiveMegabytesToAViewerThatAcknowledges() throws Exception {
    byte[] random = new byte[5_000_000];
    new Random(9).nextBytes(random);
    terminal.connect(new EchoTty());
    try (SocketClient client = SocketClient.open(server.port(), "t1", true)) {
      client.start(random);
      Eventually.until("all echoed", SOON, () -> client.count() == random.length);
      assertThat(client.bytes()).isEqualTo(random);
    }
  }

  @Test
  void stopsABrowserThatTypesIntoAProgramThatDoesNotRead() throws Exception {
    StuckTty stuck = new StuckTty();
    terminal.connect(stuck);
    byte[] large = new byte[40_000_000];
    try (SocketClient client = open();
        SocketClient other = open()) {
      var sent = client.start(large);
      assertThat(client.wasTakenWithin(sent, 1000)).isFalse();
      assertThat(stuck.writers()).isEqualTo(1);
      stuck.print("still shown");
      Eventually.until("output", SOON, () -> client.shown().equals("still shown"));
      Eventually.until("output", SOON, () -> other.shown().equals("still shown"));

      stuck.letGo();
      Eventually.until("all typed", SOON, () -> stuck.typed().length == large.length);
      assertThat(client.wasTakenWithin(sent, 10_000)).isTrue();
    }
  }

  @Test
  void pausesTheProgramForAReaderThatStopsAndAnswersControlCWhenItIsBack() throws Exception {
    ChattyTty chatty = new ChattyTty();
    try (SocketClient client = open()) {
      client.stopReading();
      terminal.connect(chatty);
      long[] last = {-1};
      int[] still = {0};
      Eventually.until(
          "paused",
          SOON,
          () -> {
            still[0] = chatty.printed() == last[0] ? still[0] + 1 : 0;
            last[0] = chatty.printed();
            return still[0] == 25;
          });
      // What the kernel's buffers of both ends hold, and the window.
      assertThat(chatty.printed()).isLessThan(12_000_000);

      long before = System.nanoTime();
      client.type("\u0003");
      client.goOnReading();
      Eventually.until(
          "stopped", SOON, () -> client.texts().stream().anyMatch(t -> t.contains("\"exit\"")));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      byte[] bytes = client.bytes();
      byte[] expected = new byte[bytes.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = ChattyTty.at(i);
      }
      assertThat(bytes).isEqualTo(expected);
    }
  }

  @Test
  void replaysAfterAReload() throws Exception {
    QueueTty tty = new QueueTty();
    terminal.connect(tty);
    try (SocketClient first = open()) {
      tty.print("$ vim\r\n");
      Eventually.until("shown", SOON, () -> first.shown().equals("$ vim\r\n"));
    }
    try (SocketClient second = open()) {
      Eventually.until("replayed", SOON, () -> second.shown().equals("$ vim\r\n"));
      assertThat(second.texts().get(0)).contains("\"replay\":7");
      tty.print("more");
      Eventually.until("goes on", SOON, () -> second.shown().equals("$ vim\r\nmore"));
    }
  }

  @Test
  void passesSizesOn() throws Exception {
    QueueTty tty = new QueueTty();
    terminal.connect(tty);
    try (SocketClient one = open();
        SocketClient two = open()) {
      Eventually.until("greeted", SOON, () -> two.texts().size() == 1);
      one.send("{\"type\":\"resize\",\"cols\":132,\"rows\":50}");
      Eventually.until(
          "told",
          SOON,
          () ->
              two.texts()
                  .contains("{\"type\":\"resize\",\"cols\":132,\"rows\":50,\"replayed\":false}"));
      Eventually.until("set", SOON, () -> tty.sizes().contains(new TerminalSize(132, 50)));
      one.send("{\"type\":\"ping\"}");
      Eventually.until(
          "answered", SOON, () -> one.texts().contains("{\"type\":\"pong\",\"typed\":0}"));
    }
  }

  @Test
  void goesOnForABrowserThatComesBackUnderItsName() throws Exception {
    terminal.connect(new EchoTty());
    String stream;
    try (SocketClient first = SocketClient.open(server.port(), "t1?viewer=window-one")) {
      first.type("seen");
      Eventually.until("echo", SOON, () -> first.shown().equals("seen"));
      stream = field(first.texts().get(0), "stream");
      terminal.type(ByteBuffer.wrap(" missed".getBytes(StandardCharsets.UTF_8)));
      Eventually.until("echo", SOON, () -> first.shown().equals("seen missed"));
      String address = "t1?viewer=window-one&position=4&stream=" + stream;
      try (SocketClient second = SocketClient.open(server.port(), address)) {
        Eventually.until("replay", SOON, () -> second.shown().equals(" missed"));
        assertThat(field(second.texts().get(0), "resumed")).isEqualTo("true");
        assertThat(field(second.texts().get(0), "typed")).isEqualTo("4");
        Eventually.until("replaced", SOON, first::ended);
        assertThat(first.texts()).last().asString().contains("viewer_lost");
      }
    }
    for (String rubbish :
        List.of("viewer=x", "stream=" + stream, "stream=%0a&position=1", "position=-1&viewer=")) {
      try (SocketClient client = SocketClient.open(server.port(), "t1?" + rubbish)) {
        Eventually.until("all", SOON, () -> client.shown().equals("seen missed"));
        assertThat(field(client.texts().get(0), "resumed")).isEqualTo("false");
      }
    }
  }

  private static String field(String json, String name) throws Exception {
    return new JsonMapper().readTree(json).path(name).asText();
  }

  @Test
  void tellsOfExitRestartNoticeAndEnd() throws Exception {
    QueueTty tty = new QueueTty();
    terminal.connect(tty);
    try (SocketClient client = open()) {
      tty.print("bye");
      tty.exit(OptionalInt.of(137));
      Eventually.until("exit", SOON, () -> client.texts().size() == 2);
      terminal.connect(new QueueTty());
      Eventually.until("a line of its own", SOON, () -> client.shown().endsWith("\r\n"));
      terminal.interrupted(CloseReason.ENGINE_LOST, "Wait a moment.");
      terminal.close(CloseReason.WORKSPACE_ENDED, "Your time is over – bye.");
      Eventually.until("closed", SOON, client::ended);

      assertThat(client.shown()).isEqualTo("bye\u001b[!p\r\n");
      assertThat(client.closed()).isEqualTo(1000);
      assertThat(client.texts().subList(1, 5))
          .containsExactly(
              "{\"type\":\"exit\",\"code\":137,\"message\":\"The shell was killed (exit code 137),"
                  + " by hand or because memory ran out.\"}",
              "{\"type\":\"restarted\"}",
              "{\"type\":\"notice\",\"reason\":\"engine_lost\",\"message\":\"Wait a moment.\"}",
              "{\"type\":\"closed\",\"reason\":\"workspace_ended\","
                  + "\"message\":\"Your time is over – bye.\"}");
    }
  }
}
