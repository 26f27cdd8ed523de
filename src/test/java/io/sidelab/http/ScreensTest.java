package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.QueueTty;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.testing.Eventually;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instructor gets of the terminals of a class, and what nobody else gets. */
class ScreensTest {
  private static final String BOX = "t-box";

  @TempDir Path folder;
  private ClassFixture server;
  private StreamTerminals terminals;
  private Terminal terminal;
  private final QueueTty tty = new QueueTty();
  private Visitor ada;
  private JsonNode workshop;
  private Visitor bea;

  @BeforeEach
  void start() throws Exception {
    server = new ClassFixture(folder);
    terminals = new StreamTerminals(TerminalSettings.defaults(), Clock.systemUTC());
    terminal = terminals.create(BOX, TerminalSize.DEFAULT, ended -> {});
    terminal.connect(tty);
    server.site.workspaces.terminal = terminal;
    ada = server.instructor("Ada");
    workshop = server.open(ada);
    bea = server.site.visitor();
    server.join(bea, ClassTest.code(workshop), "Bea");
    ClassTest.startLab(bea, workshop);
  }

  @AfterEach
  void stop() {
    terminal.close();
    server.close();
    terminals.close();
  }

  private HttpResponse<String> ask(Visitor who, JsonNode of, String position) throws Exception {
    return who.post(
        ClassTest.path(of) + "/screens",
        "{\"terminals\":{\"%s\":\"%s\"}}".formatted(BOX, position));
  }

  private JsonNode box(String position) throws Exception {
    return Visitor.json(ask(ada, workshop, position)).get("terminals").path(BOX);
  }

  private static String text(JsonNode screen) {
    byte[] bytes = Base64.getDecoder().decode(screen.path("bytes").asText());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void anInstructorSeesWhatALearnerTypedAndThenOnlyWhatIsNew() throws Exception {
    tty.print("typed by Bea\n");
    Eventually.passes(
        Duration.ofSeconds(10), () -> assertThat(text(box(""))).isEqualTo("typed by Bea\n"));

    JsonNode first = box("");
    assertThat(first.get("reset").asBoolean()).isTrue();
    assertThat(first.get("cols").asInt()).isEqualTo(TerminalSize.DEFAULT.columns());
    assertThat(first.get("rows").asInt()).isEqualTo(TerminalSize.DEFAULT.rows());
    String position = first.get("position").asText();
    assertThat(box(position).isMissingNode()).as("nothing new").isTrue();

    tty.print("more");
    Eventually.passes(
        Duration.ofSeconds(10), () -> assertThat(text(box(position))).isEqualTo("more"));
    assertThat(box(position).get("reset").asBoolean()).isFalse();
  }

  @Test
  void whoIsFarBehindGetsTheEndAndBeginsAnew() throws Exception {
    String position = box("").get("position").asText();
    tty.print("0123456789abcde\n".repeat(2000));

    Eventually.passes(
        Duration.ofSeconds(10),
        () -> {
          JsonNode screen = box(position);
          assertThat(screen.get("reset").asBoolean()).isTrue();
          assertThat(text(screen)).hasSizeBetween(16_000, 16 * 1024).endsWith("abcde\n");
        });
  }

  @Test
  void nobodyElseGetsAnythingOfIt() throws Exception {
    Visitor eve = server.instructor("Eve");
    JsonNode hers = server.open(eve);

    assertThat(ask(bea, workshop, "").statusCode()).as("the learner").isEqualTo(401);
    assertThat(ask(server.site.visitor(), workshop, "").statusCode()).isEqualTo(401);
    assertThat(ask(eve, workshop, "").statusCode()).as("another instructor").isEqualTo(404);
    HttpResponse<String> under = ask(eve, hers, "");
    assertThat(under.statusCode()).isEqualTo(200);
    assertThat(under.body()).as("under a workshop of hers").isEqualTo("{\"terminals\":{}}");
  }

  @Test
  void aLearnerOfAnotherWorkshopIsNotSeenInThisOne() throws Exception {
    JsonNode other = server.open(ada);

    assertThat(ask(ada, other, "").body()).isEqualTo("{\"terminals\":{}}");
    assertThat(box("").isMissingNode()).isFalse();
  }

  @Test
  void whatIsMalformedIsRefusedOrCountsAsNotSaid() throws Exception {
    for (String position :
        new String[] {"x", ":", "stream-of-it:99999999999999999999", "../..:1"}) {
      assertThat(box(position).get("reset").asBoolean()).as(position).isTrue();
    }
    String screens = ClassTest.path(workshop) + "/screens";
    String many =
        IntStream.range(0, 81)
            .mapToObj(n -> "\"t%d\":\"\"".formatted(n))
            .collect(Collectors.joining(","));
    assertThat(ada.post(screens, "{\"terminals\":{" + many + "}}").statusCode()).isEqualTo(400);
    assertThat(ada.post(screens, "{\"terminals\":[]}").statusCode()).isEqualTo(400);
    assertThat(ada.post(screens, "{\"terminals\":{\"t-box\":null}}").statusCode()).isEqualTo(200);
    assertThat(ada.post(screens, "{}").statusCode()).isEqualTo(400);
    assertThat(ada.post(screens, null).statusCode()).isEqualTo(400);
  }

  @Test
  void thePageIsForItsInstructorOnly() throws Exception {
    String page = "/workshops/" + ClassTest.id(workshop);
    Visitor eve = server.instructor("Eve");

    assertThat(ada.get(page).body()).contains("tower-json", "Bea", "\"check\":");
    assertThat(bea.get(page).statusCode()).isEqualTo(303);
    assertThat(eve.get(page).statusCode()).isEqualTo(404);
    assertThat(eve.get(page).body()).doesNotContain("Bea");
  }

  @Test
  void theSameErrorAgainAndAgainIsAReasonToLook() throws Exception {
    tty.print("sh: 1: foo: not found\n".repeat(3));

    Eventually.passes(
        Duration.ofSeconds(10),
        () ->
            assertThat(server.tower(ada, workshop).get("learners").get(0).get("stuck").toString())
                .contains("The same error 3 times: sh: 1: foo: not found"));
  }
}
