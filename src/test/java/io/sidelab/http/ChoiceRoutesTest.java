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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices of machines over HTTP: what is offered, who may choose, what is refused how. */
@Timeout(60)
class ChoiceRoutesTest {
  private Site site;
  private Visitor owner;
  private String id;
  private String choices;

  @BeforeEach
  void start() throws Exception {
    site = new Site();
    owner = site.visitor();
    id = owner.startLab();
    choices = "/api/workspaces/" + id + "/machines/box/choices";
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void areOfferedWithTheMeasuredSizeOfAnImageThatIsThere() throws Exception {
    HttpResponse<String> response = owner.get(choices);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"images\":[{\"image\":\"debian:12\",\"title\":\"Debian 12\",\"summary\":\"The usual"
                + " one\",\"size\":\"74 MB\",\"state\":\"ready\",\"message\":\"\",\"remedy\":\"\","
                + "\"percent\":null}],\"memory\":{\"fromBytes\":67108864,\"toBytes\":536870912},"
                + "\"cpus\":null,\"hostMemoryBytes\":8589934592,\"hostCpus\":4}");
  }

  @Test
  void areTakenAndTheMachineSaysWhatItIs() throws Exception {
    HttpResponse<String> response = owner.post(choices, "{\"memoryBytes\":134217728}");

    assertThat(response.statusCode()).isEqualTo(202);
    JsonNode box = Visitor.json(response).get("machines").get(0);
    assertThat(box.get("memoryBytes").asLong()).isEqualTo(256L << 20);
    assertThat(box.get("cpus").asDouble()).isEqualTo(1);
    assertThat(box.get("changeable").asBoolean()).isTrue();
    assertThat(box.get("change").isNull()).isTrue();
    assertThat(site.workspaces.calls)
        .contains(
            id
                + " choose box MachineWish[image=Optional.empty,"
                + " memoryBytes=Optional[134217728], cpus=Optional.empty]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"memoryBytes\":\"134217728\"}",
        "{\"memoryBytes\":1.5}",
        "{\"memoryBytes\":99999999999999999999}",
        "{\"cpus\":\"1\"}",
        "{\"cpus\":NaN}",
        "{\"image\":7}",
        "{\"disk\":1}"
      })
  void areNumbersAndNamesAndNothingElse(String body) throws Exception {
    HttpResponse<String> response = owner.post(choices, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(site.workspaces.calls).noneMatch(call -> call.contains("choose"));
  }

  @Test
  void haveNamesOfABoundedLength() throws Exception {
    String body = "{\"image\":\"" + "a".repeat(401) + "\"}";

    assertThat(owner.post(choices, body).statusCode()).isEqualTo(400);
  }

  @Test
  void areNobodyElses() throws Exception {
    Visitor stranger = site.visitor();

    assertThat(stranger.get(choices).statusCode()).isEqualTo(404);
    assertThat(stranger.post(choices, "{\"cpus\":1}").statusCode()).isEqualTo(404);
  }

  @Test
  void areNotMadeForPagesOfOthers() throws Exception {
    HttpResponse<String> response =
        owner.post(choices, "{\"cpus\":1}", "Origin", "https://evil.example");

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"NOT_OFFERED,400", "NO_ROOM,409", "WRONG_STATE,409"})
  void areRefusedWithWhatTheLearnerCanDo(Reason reason, int status) throws Exception {
    site.workspaces.trouble = new WorkspaceFailure(reason, "Choose less.");

    HttpResponse<String> response = owner.post(choices, "{\"cpus\":1}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Visitor.json(response).get("message").asText()).isEqualTo("Choose less.");
  }

  @Test
  void areCountedAsWorkOfTheEngine() throws Exception {
    int last = 0;
    for (int asked = 0; asked < 200 && last != 429; asked++) {
      last = owner.get(choices).statusCode();
    }
    assertThat(last).isEqualTo(429);
  }
}
