package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people try who are not who they say, or want what is not theirs. */
class ClassIntruderTest {
  @TempDir Path folder;
  private ClassFixture server;
  private Visitor ada;
  private JsonNode workshop;
  private Visitor bea;
  private String beasLab;
  private String beasId;

  @BeforeEach
  void start() throws Exception {
    server = new ClassFixture(folder);
    ada = server.instructor("Ada");
    workshop = server.open(ada);
    bea = server.site.visitor();
    server.join(bea, ClassTest.code(workshop), "Bea");
    beasLab = ClassTest.startLab(bea, workshop);
    beasId = server.tower(ada, workshop).get("learners").get(0).get("id").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoIsNoInstructorCanDoNothingOfAnInstructors() throws Exception {
    for (Call call : instructorsCalls()) {
      assertThat(call.by(bea).statusCode()).as("a learner: " + call).isEqualTo(401);
      assertThat(call.by(server.site.visitor()).statusCode()).as("anybody: " + call).isEqualTo(401);
    }
    assertThat(bea.get("/api/workspaces/" + beasLab).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherInstructorsWorkshopIsNotFound() throws Exception {
    Visitor eve = server.instructor("Eve");

    for (Call call : instructorsCalls()) {
      assertThat(call.by(eve).statusCode()).as(call.toString()).isEqualTo(404);
    }
    assertThat(Visitor.json(eve.get("/api/workshops")).get("workshops")).isEmpty();
  }

  @Test
  void anInstructorIsNobodyInOtherInstructorsWorkshops() throws Exception {
    Visitor eve = server.instructor("Eve");
    JsonNode hers = server.open(eve);

    // Ada's learner under Eve's own workshop.
    String learner = ClassTest.path(hers) + "/learners/" + beasId;
    assertThat(eve.delete(learner).statusCode()).isEqualTo(404);
    assertThat(eve.post(learner + "/code", null).statusCode()).isEqualTo(404);
    assertThat(eve.post(learner + "/extend", null).statusCode()).isEqualTo(404);
    assertThat(server.tower(ada, workshop).get("learners")).hasSize(1);
  }

  @Test
  void aLearnerSeesNothingOfAnotherClassOrLearner() throws Exception {
    JsonNode other = server.open(ada);
    Visitor mallory = server.site.visitor();
    server.join(mallory, ClassTest.code(other), "Mallory");

    String beasClass = "/api/classes/" + ClassTest.id(workshop);
    assertThat(mallory.get(beasClass).statusCode()).isEqualTo(404);
    assertThat(mallory.get(beasClass + "/events").statusCode()).isEqualTo(404);
    assertThat(mallory.post(beasClass + "/hand", "{\"raised\":true}").statusCode()).isEqualTo(404);
    assertThat(mallory.post(beasClass + "/code", null).statusCode()).isEqualTo(404);
    assertThat(ClassTest.tryToStart(mallory, workshop).statusCode()).isEqualTo(404);
    assertThat(mallory.get("/api/workspaces/" + beasLab).statusCode()).isEqualTo(404);
    assertThat(mallory.post("/api/workspaces/" + beasLab + "/steps/1/shown", null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aPersonalCodeIsGoodInItsOwnClassOnly() throws Exception {
    JsonNode other = server.open(ada);
    String personal =
        server
            .join(server.site.visitor(), ClassTest.code(workshop), "Cy")
            .get("personalCode")
            .asText();

    assertThat(ClassTest.comeBack(server.site.visitor(), other, personal).statusCode())
        .isEqualTo(404);
    assertThat(ClassTest.comeBack(server.site.visitor(), workshop, "").statusCode()).isEqualTo(404);
  }

  @Test
  void codesCannotBeTriedWithoutEnd() throws Exception {
    Visitor eve = server.site.visitor();
    int refused = 0;
    int tries = 0;
    while (refused == 0 && tries < 500) {
      HttpResponse<String> answer = ClassFixture.tryToJoin(eve, "BCDFG" + tries % 10, "Eve");
      tries++;
      refused += answer.statusCode() == 429 ? 1 : 0;
      assertThat(answer.statusCode()).isIn(404, 429);
    }

    assertThat(tries).as("codes tried before the door was shut").isLessThan(200);
    assertThat(ClassTest.comeBack(eve, workshop, "BBBB-BBBB").statusCode()).isEqualTo(429);
  }

  @Test
  void otherOriginsAreRefusedWhateverTheCookie() throws Exception {
    String[] foreign = {"Origin", "https://evil.example"};
    String join = "{\"code\":\"%s\",\"name\":\"Eve\"}".formatted(ClassTest.code(workshop));

    assertThat(bea.post("/api/classes", join, foreign).statusCode()).isEqualTo(403);
    assertThat(ada.post(ClassTest.path(workshop) + "/end", null, foreign).statusCode())
        .isEqualTo(403);
    assertThat(ada.delete(ClassTest.path(workshop), foreign).statusCode()).isEqualTo(403);
    assertThat(server.tower(ada, workshop).get("workshop").get("state").asText()).isEqualTo("open");
  }

  @Test
  void namesAndMessagesOfTricksAreRefused() throws Exception {
    for (String name : List.of("", "   ", "a\\u0000b", "evil\\u202Egnp", "x".repeat(41))) {
      HttpResponse<String> answer =
          ClassFixture.tryToJoin(server.site.visitor(), ClassTest.code(workshop), name);
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
    }
  }

  private record Call(String method, String path, String body) {
    HttpResponse<String> by(Visitor visitor) throws Exception {
      return visitor.send(method, path, body);
    }
  }

  private List<Call> instructorsCalls() {
    String one = ClassTest.path(workshop);
    String learner = one + "/learners/" + beasId;
    String plan = ClassFixture.plan("Mine now", 1);
    return List.of(
        new Call("GET", one, null),
        new Call("PUT", one, plan),
        new Call("POST", one + "/open", null),
        new Call("POST", one + "/end", null),
        new Call("POST", one + "/warm", "{\"lab\":\"one-kernel\",\"count\":1}"),
        new Call("GET", one + "/warm", null),
        new Call("GET", one + "/tower", null),
        new Call("POST", one + "/screens", "{\"terminals\":{\"t-box\":\"\"}}"),
        new Call("POST", one + "/pause", null),
        new Call("POST", one + "/resume", null),
        new Call("POST", one + "/place", "{\"lab\":\"one-kernel\",\"step\":1}"),
        new Call(
            "POST", one + "/messages", "{\"learner\":\"\",\"command\":true,\"text\":\"rm -rf /\"}"),
        new Call("POST", one + "/extend", null),
        new Call("PUT", one + "/broadcast", "{\"terminal\":\"t1\"}"),
        new Call("DELETE", one + "/broadcast", null),
        new Call("POST", learner + "/extend", null),
        new Call("POST", learner + "/machines/box/reset", null),
        new Call("DELETE", learner + "/hand", null),
        new Call("POST", learner + "/code", null),
        new Call("DELETE", learner, null),
        new Call("POST", one + "/rehearsal", "{\"learners\":1,\"minutes\":1}"),
        new Call("GET", one + "/rehearsal", null),
        new Call("DELETE", one + "/rehearsal", null),
        new Call("DELETE", one, null));
  }
}
