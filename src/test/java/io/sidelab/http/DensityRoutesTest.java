package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of races and growing numbers: shapes, and who may ask for how many. */
@Timeout(60)
class DensityRoutesTest {
  private Site site;
  private Visitor visitor;
  private String base;
  private String id;

  @BeforeEach
  void open() throws Exception {
    site = new Site();
    visitor = site.visitor();
    id = visitor.startLab();
    base = "/api/workspaces/" + id + "/evidence/density";
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void showsBudgetRunsAndFigures() throws Exception {
    HttpResponse<String> answer = visitor.get(base);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode view = Visitor.json(answer);
    assertThat(Visitor.fields(view))
        .containsExactly("at", "budget", "running", "race", "growth", "figures");
    assertThat(view.get("budget").toString())
        .isEqualTo(
            "{\"title\":\"The box\",\"image\":\"debian:12\",\"vmTitle\":\"The vm\","
                + "\"containers\":60,\"race\":5,\"memoryBytes\":536870912,"
                + "\"diskBytes\":268435456,\"floorBytes\":1048576}");
    assertThat(view.at("/race/lanes/0").toString())
        .isEqualTo(
            "{\"name\":\"box-1\",\"kind\":\"container\",\"startMillis\":3,\"readyMillis\":403,"
                + "\"note\":\"\"}");
    assertThat(view.at("/growth/points/0").toString())
        .isEqualTo(
            "{\"containers\":1,\"at\":\"2026-03-01T10:00:00Z\",\"millis\":700,"
                + "\"memoryBytes\":2097152,\"shimBytes\":3145728,\"availableBytes\":943718400,"
                + "\"imageBytes\":104857600,\"layerBytes\":0}");
    assertThat(view.at("/growth/vm/shimBytes").isNull()).isTrue();
    assertThat(view.at("/growth/state").asText()).isEqualTo("done");
    assertThat(view.at("/figures/growth~1memory-factor").asText()).isEqualTo("60");
    assertThat(view.at("/figures/race~1factor").asText()).isEqualTo("20");
  }

  @Test
  void startsAndStopsRuns() throws Exception {
    assertThat(visitor.post(base + "/race", "{\"containers\":5}").statusCode()).isEqualTo(202);
    assertThat(visitor.post(base + "/growth", "{\"containers\":60}").statusCode()).isEqualTo(202);
    assertThat(visitor.delete(base).statusCode()).isEqualTo(202);
    assertThat(site.density.calls).containsExactly(id + " race 5", id + " grow 60", id + " stop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"containers\":0}",
        "{\"containers\":-1}",
        "{\"containers\":6}",
        "{\"containers\":1e9}",
        "{\"containers\":99999999999}",
        "{\"containers\":\"5\"}",
        "{\"containers\":2.5}",
        "{\"containers\":null}",
        "{\"containers\":5,\"image\":\"x\"}",
        "{}",
        "[5]",
        "",
      })
  void refusesAnyOtherNumber(String body) throws Exception {
    assertThat(visitor.post(base + "/race", body).statusCode()).isEqualTo(400);
    assertThat(site.density.calls).isEmpty();
  }

  @Test
  void growsToMoreThanARaceButNotBeyondItsBudget() throws Exception {
    assertThat(visitor.post(base + "/growth", "{\"containers\":6}").statusCode()).isEqualTo(202);
    HttpResponse<String> answer = visitor.post(base + "/growth", "{\"containers\":61}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("1 to 60");
  }

  @Test
  void somebodyElseFindsNothingHere() throws Exception {
    Visitor stranger = site.visitor();
    assertThat(stranger.get(base).statusCode()).isEqualTo(404);
    assertThat(stranger.post(base + "/race", "{\"containers\":1}").statusCode()).isEqualTo(404);
    assertThat(stranger.post(base + "/growth", "{\"containers\":1}").statusCode()).isEqualTo(404);
    assertThat(stranger.delete(base).statusCode()).isEqualTo(404);
    assertThat(site.density.calls).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsAreRefused() throws Exception {
    String origin = "https://elsewhere.example";
    assertThat(visitor.post(base + "/growth", "{\"containers\":1}", "Origin", origin).statusCode())
        .isEqualTo(403);
    assertThat(visitor.delete(base, "Origin", origin).statusCode()).isEqualTo(403);
    assertThat(site.density.calls).isEmpty();
  }

  @Test
  void aSecondRunIsRefusedWithItsReason() throws Exception {
    site.density.refusal = new WorkspaceFailure(Reason.WRONG_STATE, "A run still goes on.");
    HttpResponse<String> answer = visitor.post(base + "/race", "{\"containers\":1}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Visitor.json(answer).get("message").asText()).isEqualTo("A run still goes on.");
    site.density.refusal = new WorkspaceFailure(Reason.BUSY, "Others measure.");
    assertThat(visitor.post(base + "/race", "{\"containers\":1}").statusCode()).isEqualTo(503);
  }

  @Test
  void startsCountAsWorkOfTheEngine() throws Exception {
    int last = 0;
    for (int i = 0; i < 150 && last != 429; i++) {
      last = visitor.post(base + "/race", "{\"containers\":1}").statusCode();
    }
    assertThat(last).isEqualTo(429);
    assertThat(visitor.get(base).statusCode()).isEqualTo(200);
  }
}
