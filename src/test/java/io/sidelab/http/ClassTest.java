package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workshop over the wire, from its plan to its end. */
class ClassTest {
  @TempDir Path folder;
  private ClassFixture server;
  private Visitor ada;

  @BeforeEach
  void start() throws Exception {
    server = new ClassFixture(folder);
    ada = server.instructor("Ada");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPlanIsKeptAsItWasMade() throws Exception {
    JsonNode made = server.prepare(ada);

    JsonNode listed = Visitor.json(ada.get("/api/workshops")).get("workshops").get(0);
    assertThat(listed).isEqualTo(made);
    assertThat(made.get("code").asText()).matches("[A-Z2-9]{3}-[A-Z2-9]{3}");
    assertThat(made.get("state").asText()).isEqualTo("prepared");
    assertThat(made.get("seats").asInt()).isEqualTo(40);
  }

  @Test
  void aPlanThatCannotBeIsRefusedWithWhatWouldDo() throws Exception {
    HttpResponse<String> none = ada.post("/api/workshops", ClassFixture.plan("", 40));
    HttpResponse<String> crowd = ada.post("/api/workshops", ClassFixture.plan("Big", 501));
    HttpResponse<String> unknown =
        ada.post(
            "/api/workshops", ClassFixture.plan("Lab", 4).replace("one-kernel", "no-such-lab"));

    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("title of 1 to 80 characters");
    assertThat(crowd.body()).contains("1 to 500 seats");
    assertThat(unknown.body()).contains("no lab no-such-lab");
  }

  @Test
  void learnersJoinByTheCodeAndAreSeenAtOnce() throws Exception {
    JsonNode workshop = server.open(ada);
    Visitor bea = server.site.visitor();

    JsonNode joined = server.join(bea, typedCarelessly(workshop), "  Bea ");

    assertThat(joined.get("personalCode").asText()).matches("[A-Z2-9]{4}-[A-Z2-9]{4}");
    JsonNode row = server.tower(ada, workshop).get("learners").get(0);
    assertThat(row.get("name").asText()).isEqualTo("Bea");
    JsonNode look = Visitor.json(bea.get("/api/classes/" + id(workshop)));
    assertThat(look.get("title").asText()).isEqualTo("Containers");
    assertThat(look.get("labs").get(0).get("id").asText()).isEqualTo("one-kernel");
  }

  @Test
  void oneNameIsOneLearnersAndJoiningTwiceIsJoiningOnce() throws Exception {
    JsonNode workshop = server.open(ada);
    Visitor bea = server.site.visitor();
    server.join(bea, code(workshop), "Bea");

    assertThat(server.join(bea, code(workshop), "Bea").get("personalCode").isNull()).isTrue();
    HttpResponse<String> other =
        ClassFixture.tryToJoin(server.site.visitor(), code(workshop), "BEA");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("name_taken").contains("personal code");
    assertThat(server.tower(ada, workshop).get("learners")).hasSize(1);
  }

  @Test
  void aLearnerComesBackFromAnotherBrowserAsTheSame() throws Exception {
    JsonNode workshop = server.open(ada);
    Visitor bea = server.site.visitor();
    String personal = server.join(bea, code(workshop), "Bea").get("personalCode").asText();
    String lab = startLab(bea, workshop);

    Visitor elsewhere = server.site.visitor();
    HttpResponse<String> back = comeBack(elsewhere, workshop, personal.toLowerCase());

    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(elsewhere.get("/api/workspaces/" + lab).statusCode()).isEqualTo(200);
    assertThat(bea.get("/api/workspaces/" + lab).statusCode()).as("both may").isEqualTo(200);
  }

  @Test
  void aBrowserInWhichSomebodyElsesLabRunsDoesNotChangeHands() throws Exception {
    JsonNode workshop = server.open(ada);
    String personal =
        server.join(server.site.visitor(), code(workshop), "Bea").get("personalCode").asText();
    Visitor busy = server.site.visitor();
    server.join(busy, code(workshop), "Cy");
    String lab = startLab(busy, workshop);

    HttpResponse<String> back = comeBack(busy, workshop, personal);

    assertThat(back.statusCode()).isEqualTo(409);
    assertThat(back.body()).contains("other_learner");
    assertThat(busy.get("/api/workspaces/" + lab).statusCode()).isEqualTo(200);
  }

  @Test
  void aNewPersonalCodeVoidsTheOldOne() throws Exception {
    JsonNode workshop = server.open(ada);
    Visitor bea = server.site.visitor();
    String old = server.join(bea, code(workshop), "Bea").get("personalCode").asText();
    String learner = server.tower(ada, workshop).get("learners").get(0).get("id").asText();

    String renewed =
        Visitor.json(ada.post(path(workshop) + "/learners/" + learner + "/code", null))
            .get("personalCode")
            .asText();

    assertThat(comeBack(server.site.visitor(), workshop, old).statusCode()).isEqualTo(404);
    assertThat(comeBack(server.site.visitor(), workshop, renewed).statusCode()).isEqualTo(200);
  }

  @Test
  void labsStartOnlyWhileTheWorkshopIsOpen() throws Exception {
    JsonNode workshop = server.prepare(ada);
    Visitor bea = server.site.visitor();
    server.join(bea, code(workshop), "Bea");

    HttpResponse<String> early = tryToStart(bea, workshop);
    ada.post(path(workshop) + "/open", null);
    String lab = startLab(bea, workshop);
    String again = startLab(bea, workshop);
    ada.post(path(workshop) + "/end", null);

    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body()).contains("not opened the labs yet");
    assertThat(again).as("the one that runs").isEqualTo(lab);
    assertThat(tryToStart(bea, workshop).statusCode()).isEqualTo(409);
    assertThat(server.site.workspaces.calls).contains(id(workshop) + " hold 40");
    assertThat(server.site.workspaces.calls).contains(id(workshop) + " release");
  }

  @Test
  void handsMessagesPausesAndPlacesReachTheLearner() throws Exception {
    JsonNode workshop = server.open(ada);
    Visitor bea = server.site.visitor();
    Visitor cy = server.site.visitor();
    server.join(bea, code(workshop), "Bea");
    server.join(cy, code(workshop), "Cy");
    bea.post("/api/classes/" + id(workshop) + "/hand", "{\"raised\":true}");
    JsonNode row = server.tower(ada, workshop).get("learners").get(0);
    assertThat(row.get("hand").isNull()).isFalse();
    String learner = row.get("id").asText();

    ada.delete(path(workshop) + "/learners/" + learner + "/hand");
    say(workshop, learner, false, "Look at line 3.");
    say(workshop, "", true, "uname -r");
    ada.post(path(workshop) + "/pause", null);
    ada.post(path(workshop) + "/place", "{\"lab\":\"one-kernel\",\"step\":1}");

    JsonNode hers = Visitor.json(bea.get("/api/classes/" + id(workshop)));
    assertThat(hers.get("hand").isNull()).isTrue();
    assertThat(hers.get("paused").asBoolean()).isTrue();
    assertThat(hers.get("place").get("step").asInt()).isEqualTo(1);
    assertThat(hers.get("messages").findValuesAsText("text"))
        .containsExactly("Look at line 3.", "uname -r");
    JsonNode his = Visitor.json(cy.get("/api/classes/" + id(workshop)));
    assertThat(his.get("messages").findValuesAsText("text")).containsExactly("uname -r");
  }

  @Test
  void aCommandCannotRunByItself() throws Exception {
    JsonNode workshop = server.open(ada);

    assertThat(say(workshop, "", true, "rm -rf /\\n").statusCode()).as("stripped").isEqualTo(204);
    assertThat(say(workshop, "", true, "true\\nfalse").statusCode()).isEqualTo(400);
    assertThat(say(workshop, "", true, "true\\rfalse").statusCode()).isEqualTo(400);
    assertThat(say(workshop, "", false, "two\\nlines").statusCode()).isEqualTo(204);
  }

  @Test
  void whatIsDeletedIsGoneForEverybody() throws Exception {
    JsonNode workshop = server.open(ada);
    Visitor bea = server.site.visitor();
    server.join(bea, code(workshop), "Bea");
    startLab(bea, workshop);

    HttpResponse<String> ending = ada.delete(path(workshop));
    server.site.workspaces.endAll();
    HttpResponse<String> deleted = ada.delete(path(workshop));

    assertThat(ending.statusCode()).as("its labs are ending").isEqualTo(409);
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(bea.get("/api/classes/" + id(workshop)).statusCode()).isEqualTo(404);
    assertThat(ada.get(path(workshop)).statusCode()).isEqualTo(404);
    assertThat(ClassFixture.tryToJoin(bea, code(workshop), "Bea").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> say(JsonNode workshop, String learner, boolean command, String text)
      throws Exception {
    return ada.post(
        path(workshop) + "/messages",
        "{\"learner\":\"%s\",\"command\":%s,\"text\":\"%s\"}".formatted(learner, command, text));
  }

  static HttpResponse<String> comeBack(Visitor visitor, JsonNode workshop, String personal)
      throws Exception {
    return visitor.post(
        "/api/classes/return",
        "{\"code\":\"%s\",\"personalCode\":\"%s\"}".formatted(code(workshop), personal));
  }

  static String startLab(Visitor learner, JsonNode workshop) throws Exception {
    HttpResponse<String> answer = tryToStart(learner, workshop);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Visitor.json(answer).get("id").asText();
  }

  static HttpResponse<String> tryToStart(Visitor learner, JsonNode workshop) throws Exception {
    return learner.post("/api/classes/" + id(workshop) + "/labs/one-kernel/start", null);
  }

  static String id(JsonNode workshop) {
    return workshop.get("id").asText();
  }

  static String path(JsonNode workshop) {
    return "/api/workshops/" + id(workshop);
  }

  static String code(JsonNode workshop) {
    return workshop.get("code").asText();
  }

  private static String typedCarelessly(JsonNode workshop) {
    return " " + code(workshop).toLowerCase().replace("-", " ");
  }
}
