package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.workspace.WorkspaceFailure;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ErrorTest {
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

  private static void isError(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode error = Visitor.json(response);
    assertThat(error.get("error").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).isNotBlank();
    assertThat(error.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lab\":\"no-such\"}|404|no_such_lab",
        "{\"lab\":|400|bad_json",
        "rubbish|400|bad_json",
        "null|400|bad_json",
        "{\"lab\":\"one-kernel\"} {}|400|bad_field",
        "{\"lab\":\"one-kernel\",\"lab\":\"b\"}|400|bad_json",
        "{\"lab\":\"one-kernel\",\"more\":1}|400|unknown_field",
        "{}|400|bad_field",
        "{\"lab\":null}|400|bad_field",
        "{\"lab\":7}|400|bad_field",
        "{\"lab\":[\"one-kernel\"]}|400|bad_field",
        "[]|400|bad_field"
      })
  void badBodiesAreNamed(String body, int status, String code) throws Exception {
    isError(visitor.post("/api/workspaces", body), status, code);
    assertThat(site.workspaces.capacity().running()).isZero();
  }

  @Test
  void aMissingBodyIsNamed() throws Exception {
    isError(visitor.post("/api/workspaces", null), 400, "bad_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"question\":\"q1\",\"choices\":[null]}",
        "{\"question\":\"q1\",\"choices\":[1.5]}",
        "{\"question\":\"q1\",\"choices\":[\"0\"]}",
        "{\"question\":\"q1\",\"choices\":99}",
        "{\"question\":\"q1\",\"choices\":[99999999999999]}",
        "{\"question\":\"q1\"}"
      })
  void badAnswersAreNotGuessed(String body) throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    assertThat(visitor.post(base + "/steps/1/answers", body).statusCode()).isEqualTo(400);
    assertThat(site.workspaces.calls).isEmpty();
  }

  @Test
  void partsThatAreNotThereAreNotFound() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    isError(visitor.post(base + "/steps/x/check", null), 404, "not_found");
    isError(visitor.post(base + "/steps/-1/check", null), 404, "not_found");
    isError(visitor.post(base + "/steps/99999999999/check", null), 404, "not_found");
    String answer = "{\"question\":\"q1\",\"choices\":[0]}";
    isError(visitor.post(base + "/steps/2/answers", answer), 404, "no_such_part");
    isError(visitor.get("/api/nowhere"), 404, "not_found");
  }

  @Test
  void wrongMethodsAreToldWhichAreRight() throws Exception {
    HttpResponse<String> response = visitor.send("PUT", "/api/workspaces", null);
    isError(response, 405, "wrong_method");
    assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET").contains("POST");
    assertThat(visitor.send("TRACE", "/", null).statusCode()).isIn(404, 405);
    assertThat(visitor.send("BREW", "/", null).statusCode()).isIn(404, 405);
  }

  @Test
  void peopleGetAPageAndProgramsJson() throws Exception {
    HttpResponse<String> page = visitor.get("/nowhere", "Accept", "text/html,*/*;q=0.8");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).contains("There is nothing at this address.").contains("href=\"/\"");
    isError(visitor.get("/nowhere", "Accept", "application/json"), 404, "not_found");
    isError(visitor.get("/api/workspaces/none", "Accept", "text/html"), 404, "not_found");
    HttpResponse<String> workspace = visitor.get("/workspaces/none", "Accept", "text/html");
    assertThat(workspace.statusCode()).isEqualTo(404);
    assertThat(workspace.body()).contains("There is no such workspace.");
  }

  @Test
  void theUnexpectedLeavesANumberAndNothingElse() throws Exception {
    site.workspaces.trouble = new IllegalStateException("secret detail");
    HttpResponse<String> response = visitor.get("/api/workspaces/w1");
    isError(response, 500, "internal_error");
    assertThat(response.body()).containsPattern("incident [0-9a-f]{8}").doesNotContain("secret");
    HttpResponse<String> page = visitor.get("/workspaces/w1");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body()).containsPattern("incident [0-9a-f]{8}").doesNotContain("secret");
  }

  @Test
  void aStoreThatFailsIsNotTheLearnersFault() throws Exception {
    visitor.get("/");
    site.store.broken = true;
    HttpResponse<String> response = visitor.post("/api/workspaces", "{\"lab\":\"one-kernel\"}");
    isError(response, 503, "store_unavailable");
    assertThat(response.body()).doesNotContain("/secret");
    assertThat(site.workspaces.capacity().running()).isZero();
    assertThat(visitor.get("/api/health").statusCode()).isEqualTo(200);
  }

  @Test
  void engineFailuresCarryTheLearnersText() throws Exception {
    String id = visitor.startLab();
    site.evidence =
        view -> {
          throw new EngineFailure(
              FailureReason.ENGINE_UNREACHABLE, "The engine is down. Wait.", "log text");
        };
    HttpResponse<String> response = visitor.get("/api/workspaces/" + id + "/evidence");
    isError(response, 503, "engine_unreachable");
    assertThat(Visitor.json(response).get("message").asText())
        .isEqualTo("The engine is down. Wait.");
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void everyReasonHasAStatus() throws Exception {
    String id = visitor.startLab();
    for (WorkspaceFailure.Reason reason : WorkspaceFailure.Reason.values()) {
      site.workspaces.trouble = new WorkspaceFailure(reason, "What to do.");
      HttpResponse<String> response = visitor.get("/api/workspaces/" + id);
      assertThat(response.statusCode()).as(reason.name()).isBetween(400, 599);
      assertThat(Visitor.json(response).get("error").asText())
          .isEqualTo(reason.name().toLowerCase(java.util.Locale.ROOT));
    }
    assertThat(Arrays.stream(FailureReason.values()).map(Statuses::of))
        .allMatch(status -> status >= 409 && status < 600);
    EngineFailure full = new EngineFailure(FailureReason.NO_SPACE, "Full.", "full");
    assertThat(Statuses.of(new WorkspaceFailure(WorkspaceFailure.Reason.ENGINE, "No.", full)))
        .isEqualTo(507);
  }
}
