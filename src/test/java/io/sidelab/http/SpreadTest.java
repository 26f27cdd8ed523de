package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.store.PredictionRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears how a class guessed, and what of it. */
class SpreadTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private ClassFixture server;
  private Visitor ada;
  private JsonNode workshop;

  @BeforeEach
  void start() throws Exception {
    server = new ClassFixture(folder);
    ada = server.instructor("Ada");
    workshop = server.open(ada);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoHasGuessedHearsHowTheClassGuessed() throws Exception {
    Visitor bea = guessing("Bea", "12");
    guessing("Cy", "3");
    guessing("Dan", "40");
    server.join(server.site.visitor(), ClassTest.code(workshop), "Eli");

    JsonNode heard = Visitor.json(bea.get(ofClass(workshop)));

    assertThat(heard.get("guess").asText()).isEqualTo("12");
    assertThat(heard.get("measured").asText()).isEqualTo("42");
    JsonNode spread = heard.get("spread");
    assertThat(values(spread)).containsExactly(3.0, 12.0, 40.0);
    assertThat(spread.get("quartiles").get("median").asDouble()).isEqualTo(12);
    assertThat(spread.get("guessed").asInt()).isEqualTo(3);
    assertThat(spread.get("learners").asInt()).isEqualTo(4);
    assertThat(heard.toString()).doesNotContain("Cy").doesNotContain("participant");
  }

  @Test
  void ofTwoGuessesALearnerHearsNothingButTheirNumberAndTheInstructorAll() throws Exception {
    Visitor bea = guessing("Bea", "12");
    guessing("Cy", "3");

    JsonNode hers = Visitor.json(bea.get(ofClass(workshop))).get("spread");
    JsonNode adas = Visitor.json(ada.get(ofWorkshop(workshop)));

    assertThat(hers.get("shown").asBoolean()).isFalse();
    assertThat(hers.get("guessed").asInt()).isEqualTo(2);
    assertThat(values(hers)).isEmpty();
    assertThat(hers.get("quartiles").isNull()).isTrue();
    assertThat(values(adas.get("spread"))).containsExactly(3.0, 12.0);
    assertThat(adas.get("measured").get(0).get("count").asInt()).isEqualTo(2);
  }

  @Test
  void nobodyPeeks() throws Exception {
    guessing("Bea", "12");
    guessing("Cy", "3");
    guessing("Dan", "40");
    Visitor eli = server.site.visitor();
    server.join(eli, ClassTest.code(workshop), "Eli");
    ClassTest.startLab(eli, workshop);

    HttpResponse<String> peek = eli.get(ofClass(workshop));

    assertThat(peek.statusCode()).isEqualTo(403);
    assertThat(peek.body()).contains("guess_first").doesNotContain("42").doesNotContain("40");
  }

  @Test
  void aSecondGuessOfTheSameLearnerDoesNotCount() throws Exception {
    Visitor bea = guessing("Bea", "12");
    server.site.workspaces.endAll();
    guess(ClassTest.startLab(bea, workshop), "42", NOON.plusSeconds(60));
    guessing("Cy", "3");
    guessing("Dan", "40");

    JsonNode heard = Visitor.json(bea.get(ofClass(workshop)));

    assertThat(values(heard.get("spread"))).containsExactly(3.0, 12.0, 40.0);
    assertThat(heard.get("guess").asText()).isEqualTo("12");
  }

  @Test
  void othersHearNothing() throws Exception {
    guessing("Bea", "12");
    JsonNode other = server.open(ada);
    Visitor mallory = server.site.visitor();
    server.join(mallory, ClassTest.code(other), "Mallory");
    guess(ClassTest.startLab(mallory, other), "1", NOON);
    Visitor eve = server.instructor("Eve");

    assertThat(mallory.get(ofClass(workshop)).statusCode()).as("other class").isEqualTo(404);
    assertThat(server.site.visitor().get(ofClass(workshop)).statusCode()).isEqualTo(404);
    assertThat(mallory.get(ofWorkshop(workshop)).statusCode()).as("a learner").isEqualTo(401);
    assertThat(eve.get(ofWorkshop(workshop)).statusCode()).as("other instructor").isEqualTo(404);
    assertThat(ada.get(ofWorkshop(workshop) + "x").statusCode()).as("no such").isEqualTo(404);
    assertThat(ada.get(ofClass(workshop)).statusCode()).as("no learner").isEqualTo(404);
    JsonNode hers = Visitor.json(mallory.get(ofClass(other))).get("spread");
    assertThat(hers.get("guessed").asInt()).as("of her own class").isEqualTo(1);
  }

  private Visitor guessing(String name, String guess) throws Exception {
    Visitor learner = server.site.visitor();
    server.join(learner, ClassTest.code(workshop), name);
    guess(ClassTest.startLab(learner, workshop), guess, NOON);
    return learner;
  }

  private void guess(String workspace, String guess, Instant when) {
    server.store.recordPrediction(workspace, new PredictionRecord("kernels", guess, "42", when));
  }

  private static List<Double> values(JsonNode spread) {
    List<Double> values = new ArrayList<>();
    spread.get("numbers").forEach(one -> values.add(one.asDouble()));
    return values;
  }

  private static String ofClass(JsonNode workshop) {
    return "/api/classes/" + ClassTest.id(workshop) + "/labs/one-kernel/predictions/kernels";
  }

  private static String ofWorkshop(JsonNode workshop) {
    return ClassTest.path(workshop) + "/labs/one-kernel/predictions/kernels";
  }
}
