package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.TerminalSize;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.store.PredictionRecord;
import io.sidelab.terminal.EchoTty;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.testing.Eventually;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instructor takes home, who else may not, and what is left after deleting. */
class ResultsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final StreamTerminals terminals =
      new StreamTerminals(TerminalSettings.defaults(), Clock.systemUTC());
  private final List<Terminal> opened = new ArrayList<>();
  private ClassFixture server;
  private Visitor ada;
  private JsonNode workshop;
  private Visitor bea;
  private String lab;

  @BeforeEach
  void start() throws Exception {
    server = new ClassFixture(folder);
    ada = server.instructor("Ada");
    workshop = server.open(ada);
    bea = server.site.visitor();
    server.join(bea, ClassTest.code(workshop), "=Bea()");
    lab = ClassTest.startLab(bea, workshop);
    server.store.recordPrediction(lab, new PredictionRecord("kernels", "7", "42", Instant.now()));
    record(lab);
  }

  @AfterEach
  void stop() {
    opened.forEach(Terminal::close);
    terminals.close();
    server.close();
  }

  @Test
  void theInstructorTakesEverythingHomeAlsoAfterTheEnd() throws Exception {
    ada.post(ClassTest.path(workshop) + "/end", null);

    HttpResponse<String> csv = ada.get(ClassTest.path(workshop) + "/results.csv");
    JsonNode results = Visitor.json(ada.get(ClassTest.path(workshop) + "/results.json"));

    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"Containers.csv\"; filename*=UTF-8''Containers.csv");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(csv.body()).startsWith("\uFEFF\"learner\"").contains("\"'=Bea()\"", "\"7\",\"42\"");
    assertThat(results.get("state").asText()).isEqualTo("ended");
    assertThat(Instant.parse(results.get("deleted").asText()))
        .isEqualTo(Instant.parse(results.get("ended").asText()).plus(Duration.ofDays(90)));
    JsonNode step = results.at("/learners/0/labs/0/steps/0");
    assertThat(step.at("/guesses/0/guess").asText()).isEqualTo("7");
    assertThat(results.at("/labs/0/steps/0/title").asText()).isEqualTo("Look <around>");
    assertThat(results.toString()).doesNotContain("codeHash").doesNotContain("learnerId");
  }

  @Test
  void theInstructorWatchesWhatWasRecordedInTheWorkshop() throws Exception {
    String recordings = ClassTest.path(workshop) + "/recordings";

    JsonNode list = Visitor.json(ada.get(recordings));
    assertThat(list.at("/recordings/0/learner").asText()).isEqualTo("=Bea()");
    assertThat(list.at("/recordings/0/recording/id").asText()).isEqualTo(lab);
    assertThat(ada.get(recordings + "/" + lab + "/box-1.cast").body()).contains("printed");
    assertThat(ada.get("/workshops/" + ClassTest.id(workshop) + "/recordings/" + lab).body())
        .contains("data-source=\"" + recordings + "/" + lab + "\"");
  }

  @Test
  void whatALearnerDidOnTheirOwnIsNoInstructors() throws Exception {
    String own = bea.startLab();
    record(own);

    assertThat(Visitor.json(ada.get(ClassTest.path(workshop) + "/recordings")).get("recordings"))
        .hasSize(1);
    for (String path : recordingsOf(workshop, own)) {
      assertThat(ada.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(bea.get("/api/recordings/" + own).statusCode()).isEqualTo(200);
  }

  @Test
  void othersGetNothing() throws Exception {
    Visitor eve = server.instructor("Eve");
    JsonNode hers = server.open(eve);
    Visitor cy = server.site.visitor();
    server.join(cy, ClassTest.code(workshop), "Cy");
    List<String> results =
        List.of(
            ClassTest.path(workshop) + "/results.csv",
            ClassTest.path(workshop) + "/results.json",
            ClassTest.path(workshop) + "/recordings",
            "/workshops/" + ClassTest.id(workshop) + "/results");

    for (String path : results) {
      assertThat(eve.get(path).statusCode()).as("other instructor: " + path).isEqualTo(404);
      int learner = cy.get(path).statusCode();
      assertThat(learner).as("a learner: " + path).isIn(401, 303);
      assertThat(bea.get(path).statusCode()).as("the learner: " + path).isIn(401, 303);
    }
    for (String path : recordingsOf(workshop, lab)) {
      assertThat(eve.get(path).statusCode()).as("other instructor: " + path).isEqualTo(404);
      assertThat(cy.get(path).statusCode()).as("other learner: " + path).isIn(401, 303);
    }
    for (String path : recordingsOf(hers, lab)) {
      assertThat(eve.get(path).statusCode()).as("by her own workshop: " + path).isEqualTo(404);
    }
    assertThat(cy.get("/api/recordings/" + lab).statusCode()).isEqualTo(404);
  }

  @Test
  void deletingTheWorkshopDeletesItsRecordingsAndNoOthers() throws Exception {
    String own = bea.startLab();
    record(own);
    server.site.workspaces.endAll();

    assertThat(ada.delete(ClassTest.path(workshop)).statusCode()).isEqualTo(204);

    assertThat(bea.get("/api/recordings/" + lab).statusCode()).isEqualTo(404);
    assertThat(server.site.recordings.find(learner(own), own)).isPresent();
    Eventually.until("the files are gone", SOON, () -> !Files.exists(recorded(lab)));
    assertThat(recorded(own)).exists();
  }

  @Test
  void takingALearnerOutDeletesTheirRecordings() throws Exception {
    server.site.workspaces.endAll();
    String id = server.tower(ada, workshop).get("learners").get(0).get("id").asText();

    HttpResponse<String> removed = ada.delete(ClassTest.path(workshop) + "/learners/" + id);

    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);
    Eventually.until("the files are gone", SOON, () -> !Files.exists(recorded(lab)));
    assertThat(Visitor.json(ada.get(ClassTest.path(workshop) + "/recordings")).get("recordings"))
        .isEmpty();
  }

  private List<String> recordingsOf(JsonNode workshop, String workspace) {
    String one = "/recordings/" + workspace;
    return List.of(
        ClassTest.path(workshop) + one,
        ClassTest.path(workshop) + one + "/box-1.cast",
        "/workshops/" + ClassTest.id(workshop) + one);
  }

  private String learner(String workspace) {
    return server.site.workspaces.learnerOf(workspace);
  }

  private Path recorded(String workspace) {
    return server.site.recordingsFolder.resolve(workspace);
  }

  private void record(String workspace) throws Exception {
    server.site.recordings.begin(
        new RecordedWorkspace(
            workspace, learner(workspace), "one-kernel", "One kernel", Instant.now()));
    Terminal terminal = terminals.create("t-" + workspace, TerminalSize.DEFAULT, ended -> {});
    opened.add(terminal);
    server.site.recordings.record(workspace, "box", true, "One kernel: Box", terminal);
    terminal.connect(new EchoTty());
    terminal.type(ByteBuffer.wrap("printed".getBytes(StandardCharsets.UTF_8)));
    Eventually.until("recorded", SOON, () -> !server.site.recordings.files(workspace).isEmpty());
  }
}
