package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.terminal.ChattyTty;
import io.sidelab.terminal.EchoTty;
import io.sidelab.terminal.Terminal;
import io.sidelab.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A learner and guests at one terminal, over the wire. */
@Timeout(60)
class TerminalCompanyTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ADA = "t1?guest=Ada,%20instructor";

  private final SocketServer server = new SocketServer(SocketServer.QUICK);
  private final Terminal terminal = server.terminal("t1");
  private final EchoTty tty = new EchoTty();

  @AfterEach
  void stop() throws Exception {
    Eventually.until("all sockets gone", SOON, () -> server.sockets() == 0);
    server.close();
  }

  private SocketClient open(String terminalAndQuery) {
    return SocketClient.open(server.port(), terminalAndQuery);
  }

  private static void hears(SocketClient client, String... parts) throws Exception {
    Eventually.passes(SOON, () -> assertThat(last(client)).contains(parts));
  }

  private static String last(SocketClient client) {
    List<String> texts = client.texts();
    return texts.get(texts.size() - 1);
  }

  @Test
  void aGuestAsksIsAllowedTypesAndIsStopped() throws Exception {
    terminal.connect(tty);
    try (SocketClient learner = open("t1");
        SocketClient ada = open(ADA)) {
      hears(
          ada, "\"viewers\":[],\"more\":0,\"attended\":true", "\"guest\":true", "\"types\":false");
      hears(
          learner,
          "{\"name\":\"Ada, instructor\",\"types\":false,\"asks\":false,\"id\":\"1\"}",
          "\"you\":{\"guest\":false}");
      ada.type("no ");
      ada.send("{\"type\":\"ask\"}");
      hears(learner, "\"asks\":true");
      learner.send("{\"type\":\"allow\",\"viewer\":\"1\"}");
      hears(ada, "\"types\":true");
      ada.type("hi ");
      Eventually.until("echo", SOON, () -> learner.shown().equals("hi "));

      learner.send("{\"type\":\"refuse\",\"viewer\":\"1\"}");
      hears(ada, "\"types\":false");
      ada.type("no ");
      ada.send("{\"type\":\"ask\"}");
      learner.type("end");
      Eventually.until("echo", SOON, () -> ada.shown().equals("hi end"));
      assertThat(last(learner)).as("asked within a minute").contains("\"asks\":false");
    }
  }

  @Test
  void theLearnerHearsAtOnceThatAGuestIsGone() throws Exception {
    try (SocketClient learner = open("t1")) {
      assertThat(learner.texts()).as("nothing of company yet").hasSize(1);
      SocketClient ada = open(ADA);
      hears(learner, "Ada");
      ada.close();
      hears(learner, "\"viewers\":[]");
    }
  }

  @Test
  void aGuestWhoSpeaksForTheLearnerIsClosedAndSoIsALearnerWhoAsks() throws Exception {
    terminal.connect(tty);
    List<List<String>> abuses =
        List.of(
            List.of(ADA, "{\"type\":\"allow\",\"viewer\":\"1\"}"),
            List.of(ADA, "{\"type\":\"refuse\",\"viewer\":\"1\"}"),
            List.of(ADA, "{\"type\":\"allow\",\"viewer\":\"../1\"}"),
            List.of("t1", "{\"type\":\"ask\"}"),
            List.of("t1", "{\"type\":\"done\"}"));
    for (List<String> abuse : abuses) {
      try (SocketClient client = open(abuse.get(0))) {
        client.send(abuse.get(1));
        Eventually.until("closed", SOON, client::ended);
        assertThat(client.closed()).isEqualTo(1008);
        assertThat(last(client)).contains("\"closed\",\"reason\":\"protocol\"");
      }
    }
    assertThat(tty.typed()).isEmpty();
  }

  @Test
  void answersToNobodyAreBoundedAndFloodsOfQuestionsToo() throws Exception {
    try (SocketClient learner = open("t1");
        SocketClient ada = open(ADA)) {
      for (int number = 0; number < 120; number++) {
        learner.send("{\"type\":\"allow\",\"viewer\":\"" + (1000 + number) + "\"}");
        ada.send("{\"type\":\"ask\"}");
      }
      hears(learner, "\"asks\":true");
      assertThat(learner.ended() || ada.ended()).isFalse();
      ada.send("{\"type\":\"ask\"}");
      Eventually.until("closed", SOON, ada::ended);
      learner.send("{\"type\":\"refuse\",\"viewer\":\"1\"}");
      Eventually.until("closed", SOON, learner::ended);
      assertThat(List.of(ada.closed(), learner.closed())).containsExactly(1008, 1008);
    }
  }

  @Test
  void guestsAndTheLearnersWindowsDoNotTakeEachOthersPlaces() throws Exception {
    List<SocketClient> clients = new ArrayList<>();
    for (int number = 0; number < SocketServer.QUICK.guestsPerTerminal(); number++) {
      clients.add(open("t1?guest=Learner%20" + number));
    }
    assertThat(SocketClient.refusal(server.port(), "t1?guest=Late")).isEqualTo(429);
    for (int number = 0; number < SocketServer.QUICK.viewersPerTerminal(); number++) {
      clients.add(open("t1"));
    }
    assertThat(SocketClient.refusal(server.port(), "t1")).isEqualTo(429);
    clients.forEach(SocketClient::close);
  }

  @Test
  void aGuestWhoReadsNothingHoldsUpNeitherTheProgramNorTheLearner() throws Exception {
    ChattyTty chatty = new ChattyTty(30_000_000);
    try (SocketClient learner = SocketClient.open(server.port(), "t1", true);
        SocketClient ada = open(ADA)) {
      hears(ada, "\"guest\":true");
      ada.stopReading();
      terminal.connect(chatty);
      Eventually.until("all there", SOON, () -> learner.count() == 30_000_000);
      assertThat(ada.count()).isLessThan(30_000_000);
      ada.goOnReading();
      Eventually.until("greeted anew, near the end", SOON, () -> last(ada).contains("exit"));
    }
  }
}
