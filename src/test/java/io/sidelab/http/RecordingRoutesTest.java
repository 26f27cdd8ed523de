package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.TerminalSize;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.terminal.EchoTty;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.testing.Eventually;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recordings over HTTP: whose they are, and in which shape they come. */
@Timeout(60)
class RecordingRoutesTest {
  private final StreamTerminals terminals =
      new StreamTerminals(TerminalSettings.defaults(), Clock.systemUTC());
  private Site site;
  private Visitor owner;
  private Terminal terminal;

  @BeforeEach
  void record() throws Exception {
    site = new Site();
    owner = site.visitor();
    String learner = site.workspaces.learnerOf(owner.startLab());
    site.recordings.begin(
        new RecordedWorkspace("w1", learner, "one-kernel", "One <b>kernel</b>", Instant.now()));
    terminal = terminals.create("t1", TerminalSize.DEFAULT, ended -> {});
    site.recordings.record("w1", "box", true, "One <b>kernel</b>: Box", terminal);
    terminal.connect(new EchoTty());
    terminal.type(ByteBuffer.wrap("printed".getBytes(StandardCharsets.UTF_8)));
    Eventually.until(
        "recorded", Duration.ofSeconds(10), () -> !site.recordings.files("w1").isEmpty());
  }

  @AfterEach
  void close() {
    terminal.close();
    terminals.close();
    site.close();
  }

  @Test
  void theirLearnerFindsAndReadsThem() throws Exception {
    JsonNode list = Visitor.json(owner.get("/api/recordings"));
    assertThat(list.at("/recordings/0/id").asText()).isEqualTo("w1");
    assertThat(list.at("/recordings/0/title").asText()).isEqualTo("One <b>kernel</b>");
    JsonNode files = Visitor.json(owner.get("/api/recordings/w1"));
    assertThat(files.at("/files/0/name").asText()).isEqualTo("box-1");

    HttpResponse<String> file = owner.get("/api/recordings/w1/box-1.cast");

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/x-asciicast");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"box-1.cast\"");
    assertThat(file.body()).startsWith("{\"version\":2,").endsWith("\"o\",\"printed\"]\n");
  }

  @Test
  void pagesShowThemWithNothingOfATitleAsMarkup() throws Exception {
    assertThat(owner.get("/recordings").body())
        .contains("/recordings/w1", "One &lt;b&gt;kernel&lt;/b&gt;")
        .doesNotContain("<b>kernel");
    assertThat(owner.get("/recordings/w1").body())
        .contains("data-recording=\"box-1\"", "Kept for 7 days")
        .doesNotContain("<b>kernel");
    assertThat(owner.get("/").body()).contains("href=\"/recordings\"");
  }

  @Test
  void nobodyElseFindsThem() throws Exception {
    Visitor other = site.visitor();
    assertThat(Visitor.json(other.get("/api/recordings")).get("recordings")).isEmpty();
    assertThat(other.get("/").body()).doesNotContain("href=\"/recordings\"");
    for (String path :
        new String[] {
          "/recordings/w1", "/api/recordings/w1", "/api/recordings/w1/box-1.cast", "/recordings/w2"
        }) {
      assertThat(other.get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void namesThatAreNoneFindNothing() throws Exception {
    for (String name :
        new String[] {
          "box-1",
          "box-2.cast",
          "about.json",
          ".cast",
          "..%2Fw1%2Fbox-1.cast",
          "%2e%2e",
          "box-1.CAST"
        }) {
      int status = owner.get("/api/recordings/w1/" + name).statusCode();
      assertThat(status).as(name).isBetween(400, 404);
    }
  }
}
