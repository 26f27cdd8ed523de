package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API in every line: names, statuses and shapes that programs elsewhere rely on. */
@Timeout(60)
class WireTest {
  private Site site;
  private Visitor visitor;

  @BeforeEach
  void open() {
    site = new Site();
    visitor = site.visitor();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void healthTellsOfEngineVmAndCapacity() throws Exception {
    io.sidelab.testing.Eventually.passes(
        java.time.Duration.ofSeconds(5),
        () -> {
          HttpResponse<String> response = visitor.get("/api/health");
          assertThat(response.statusCode()).isEqualTo(200);
          JsonNode health = Visitor.json(response);
          assertThat(health.get("status").asText()).isEqualTo("ok");
          assertThat(health.at("/engine/up").asBoolean()).isTrue();
          assertThat(health.at("/engine/version").asText()).isEqualTo("20.10.24");
          assertThat(health.at("/engine/kernel").asText()).isEqualTo("6.1.0-test");
          assertThat(health.at("/engine/message").asText()).isEmpty();
          assertThat(health.at("/vm/accelerator").asText()).isEqualTo("tcg");
          assertThat(health.at("/capacity/running").asInt()).isZero();
          assertThat(health.at("/capacity/limit").asInt()).isEqualTo(5);
          assertThat(health.at("/capacity/queued").asInt()).isZero();
          assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        });
  }

  @Test
  void startingWithoutACookieMakesALearnerAndAWorkspace() throws Exception {
    HttpResponse<String> response = visitor.post("/api/workspaces", "{\"lab\":\"one-kernel\"}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("Set-Cookie")).isPresent();
    JsonNode workspace = Visitor.json(response);
    assertThat(response.headers().firstValue("Location"))
        .hasValue("/api/workspaces/" + workspace.get("id").asText());
    JsonNode machine = workspace.at("/machines/0");
    assertThat(machine.get("name").asText()).isEqualTo("box");
    assertThat(machine.get("kind").asText()).isEqualTo("container");
    assertThat(machine.get("image").asText()).isEqualTo("debian:12");
    assertThat(machine.get("state").asText()).isEqualTo("starting");
    assertThat(machine.get("terminal").asText()).isEqualTo("t-box");
  }

  @Test
  void aFullServerAnswersWithAPlaceInTheQueue() throws Exception {
    site.workspaces.limit = 0;
    HttpResponse<String> response = visitor.post("/api/workspaces", "{\"lab\":\"one-kernel\"}");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(Visitor.json(response).get("state").asText()).isEqualTo("queued");
    assertThat(Visitor.json(response).get("place").asInt()).isEqualTo(1);
  }

  @Test
  void aWorkspaceHasAllItsFieldsAndNoneOfTheEngines() throws Exception {
    String id = visitor.startLab();
    HttpResponse<String> response = visitor.get("/api/workspaces/" + id);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode workspace = Visitor.json(response);
    assertThat(Visitor.fields(workspace))
        .containsExactly(
            "id",
            "lab",
            "state",
            "machines",
            "place",
            "reason",
            "message",
            "created",
            "expires",
            "idleAt",
            "extendable",
            "passed",
            "answers",
            "predictions",
            "recorded",
            "paused");
    assertThat(Visitor.fields(workspace.at("/machines/1")))
        .containsExactly(
            "name",
            "title",
            "kind",
            "image",
            "state",
            "message",
            "terminal",
            "terminals",
            "accelerator",
            "promptMillis",
            "memoryBytes",
            "cpus",
            "changeable",
            "change");
    assertThat(workspace.get("lab").asText()).isEqualTo("one-kernel");
    assertThat(workspace.get("place").isNull()).isTrue();
    assertThat(workspace.get("expires").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(workspace.get("passed").toString()).isEqualTo("[1,2]");
    assertThat(workspace.get("answers").toString()).isEqualTo("{\"q1\":true}");
    assertThat(workspace.at("/machines/1/accelerator").asText()).isEqualTo("tcg");
    assertThat(response.body()).doesNotContain("engine-secret");
  }

  @Test
  void anEndedWorkspaceSaysWhy() throws Exception {
    String id = visitor.startLab();
    assertThat(visitor.delete("/api/workspaces/" + id).statusCode()).isEqualTo(204);
    JsonNode workspace = Visitor.json(visitor.get("/api/workspaces/" + id));
    assertThat(workspace.get("state").asText()).isEqualTo("closed");
    assertThat(workspace.get("reason").asText()).isEqualTo("closed_by_learner");
    assertThat(workspace.get("message").asText()).isEqualTo("You ended this lab.");
  }

  @Test
  void mineAreListed() throws Exception {
    String id = visitor.startLab();
    JsonNode list = Visitor.json(visitor.get("/api/workspaces"));
    assertThat(list.at("/workspaces/0/id").asText()).isEqualTo(id);
    assertThat(Visitor.json(site.visitor().get("/api/workspaces")).get("workspaces")).isEmpty();
  }

  @Test
  void checksAnswersAndCommandsReachTheWorkspace() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    HttpResponse<String> check = visitor.post(base + "/steps/1/check", null);
    assertThat(check.statusCode()).isEqualTo(200);
    assertThat(Visitor.fields(Visitor.json(check))).containsExactly("passed", "hint", "output");
    HttpResponse<String> answer =
        visitor.post(base + "/steps/1/answers", "{\"question\":\"q1\",\"choices\":[0]}");
    assertThat(answer.body()).isEqualTo("{\"right\":true,\"explanation\":\"<p>Because.</p>\"}");
    HttpResponse<String> guess =
        visitor.post(
            base + "/steps/1/predictions", "{\"prediction\":\"kernels\",\"guess\":\" 3 \"}");
    assertThat(guess.body())
        .isEqualTo(
            "{\"guess\":\"3\",\"measured\":\"<b>42</b>\",\"explanation\":\"<p>Because.</p>\"}");
    HttpResponse<String> run =
        visitor.post(base + "/steps/1/blocks/0/run", "{\"terminal\":\"t-box\"}");
    assertThat(run.statusCode()).isEqualTo(204);
    assertThat(site.workspaces.calls)
        .containsExactly(
            "w1 check 1", "w1 answer q1 [0]", "w1 predict kernels 3", "w1 type 1 0 t-box");
  }

  @Test
  void aGuessThatIsNoneNeverReachesTheWorkspace() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    for (String guess : List.of("", "many", "1e9", "3 4", "7".repeat(13), "<b>3</b>")) {
      HttpResponse<String> refused =
          visitor.post(
              base + "/steps/1/predictions",
              "{\"prediction\":\"kernels\",\"guess\":\"" + guess + "\"}");
      assertThat(refused.statusCode()).as(guess).isEqualTo(400);
      assertThat(refused.body()).contains("Guess a number");
    }
    assertThat(
            visitor
                .post(base + "/steps/1/predictions", "{\"prediction\":\"q1\",\"guess\":\"3\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(site.workspaces.calls).isEmpty();
  }

  @Test
  void machinesAndTerminalsReachTheWorkspace() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    HttpResponse<String> opened = visitor.post(base + "/machines/box/terminals", null);
    assertThat(opened.statusCode()).isEqualTo(201);
    assertThat(opened.body()).isEqualTo("{\"terminal\":\"t-new\"}");
    assertThat(visitor.delete(base + "/terminals/t-new").statusCode()).isEqualTo(204);
    assertThat(visitor.post(base + "/machines/box/restart", null).statusCode()).isEqualTo(204);
    HttpResponse<String> reset = visitor.post(base + "/machines/box/reset", null);
    assertThat(reset.statusCode()).isEqualTo(202);
    assertThat(Visitor.json(reset).get("paused").asBoolean()).isFalse();
    assertThat(visitor.post(base + "/extend", null).statusCode()).isEqualTo(200);
    assertThat(visitor.post(base + "/used", null).statusCode()).isEqualTo(204);
    assertThat(site.workspaces.calls)
        .containsExactly(
            "w1 open box",
            "w1 close-terminal t-new",
            "w1 restart box",
            "w1 reset box",
            "w1 extend",
            "w1 used");
  }

  @Test
  void labsAndImagesAreListed() throws Exception {
    JsonNode labs = Visitor.json(visitor.get("/api/labs"));
    assertThat(labs.at("/labs/0/id").asText()).isEqualTo("one-kernel");
    assertThat(labs.at("/labs/0/machines/0/memory").asText()).isEqualTo("256 MiB");
    assertThat(labs.get("problems").asInt()).isEqualTo(1);
    JsonNode images = Visitor.json(visitor.get("/api/images"));
    assertThat(images.at("/images/0").toString())
        .isEqualTo(
            "{\"image\":\"debian:12\",\"state\":\"ready\",\"message\":\"\",\"remedy\":\"\","
                + "\"percent\":null}");
  }

  @Test
  void somebodyElsesWorkspaceIsNotFoundInAnyWay() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    Visitor other = site.visitor();
    other.startLab();
    assertThat(other.get(base).statusCode()).isEqualTo(404);
    assertThat(other.get(base + "/events").statusCode()).isEqualTo(404);
    assertThat(other.get(base + "/evidence").statusCode()).isEqualTo(404);
    assertThat(other.get(base + "/evidence/layers").statusCode()).isEqualTo(404);
    assertThat(other.get(base + "/evidence/stacks").statusCode()).isEqualTo(404);
    assertThat(other.get("/workspaces/w1").statusCode()).isEqualTo(404);
    assertThat(other.delete(base).statusCode()).isEqualTo(404);
    for (String action :
        List.of(
            "/extend",
            "/used",
            "/steps/1/check",
            "/machines/box/terminals",
            "/machines/box/reset",
            "/machines/box/restart")) {
      assertThat(other.post(base + action, null).statusCode()).as(action).isEqualTo(404);
    }
    assertThat(other.post(base + "/steps/1/blocks/0/run", "{\"terminal\":\"t-box\"}").statusCode())
        .isEqualTo(404);
    assertThat(
            other
                .post(base + "/steps/1/answers", "{\"question\":\"q1\",\"choices\":[0]}")
                .statusCode())
        .isEqualTo(404);
    assertThat(site.workspaces.calls).isEmpty();
  }
}
