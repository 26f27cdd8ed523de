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

/** Files of machines over HTTP: what is asked for, in which shape it comes, and who may ask. */
@Timeout(60)
class FileRoutesTest {
  private static final String PIECE =
      "{\"path\":\"%s\",\"upload\":\"%s\",\"offset\":%s,\"content\":\"%s\",\"last\":true,"
          + "\"expected\":\"%s\"}";

  private Site site;
  private Visitor owner;
  private String id;
  private String files;

  @BeforeEach
  void start() throws Exception {
    site = new Site();
    owner = site.visitor();
    id = owner.startLab();
    files = "/api/workspaces/" + id + "/machines/box/files";
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void areNamedByTheirPath() throws Exception {
    JsonNode listing = Visitor.json(owner.get(files + "?path=/root/a%20b%26c"));

    assertThat(listing.get("path").asText()).isEqualTo("/root/a b&c");
    assertThat(listing.get("entries").isEmpty()).isTrue();
    assertThat(site.workspaces.calls).contains(id + " files box /root/a b&c");
  }

  @Test
  void areHandedOutToBeSavedAndNeverShown() throws Exception {
    HttpResponse<String> response = owner.get(files + "/content?path=/root/a%22%0Ab.html");
    assertThat(response.statusCode()).as("a line break in a path").isEqualTo(400);

    response = owner.get(files + "/content?path=/root/%C3%A4%20%22b%22.html");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<script>");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename*=UTF-8''%C3%A4%20%22b%22.html");
    assertThat(response.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f]{64}\"");
  }

  @Test
  void areWrittenInPieces() throws Exception {
    String piece = PIECE.formatted("/root/notes", "abcdefgh", 7, "aGk=", "absent");

    assertThat(owner.post(files, piece).statusCode()).isEqualTo(204);

    assertThat(site.workspaces.calls).contains(id + " write box /root/notes 7hi");
  }

  @ParameterizedTest
  @CsvSource({
    "notes,abcdefgh,0,aGk=,absent",
    "/a\\u0000b,abcdefgh,0,aGk=,absent",
    "/a,../x,0,aGk=,absent",
    "/a,short,0,aGk=,absent",
    "/a,abcdefgh,-1,aGk=,absent",
    "/a,abcdefgh,0,###,absent",
    "/a,abcdefgh,0,aGk=,whatever",
    "/a,abcdefgh,1.5,aGk=,absent"
  })
  void areNotTouchedByWhatIsNotAPiece(
      String path, String upload, String offset, String content, String expected) throws Exception {
    String piece = PIECE.formatted(path, upload, offset, content, expected);

    HttpResponse<String> response = owner.post(files, piece);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Visitor.json(response).get("error").asText()).isEqualTo("bad_field");
    assertThat(site.workspaces.calls).noneMatch(call -> call.contains("write"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?path=", "?path=root", "?path=../etc"})
  void withoutAWholePathAreNotLookedFor(String query) throws Exception {
    assertThat(owner.get(files + query).statusCode()).isEqualTo(400);
    assertThat(owner.get(files + "/content" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void ofSomebodyElseAreNotFound() throws Exception {
    Visitor stranger = site.visitor();
    String piece = PIECE.formatted("/root/notes", "abcdefgh", 0, "aGk=", "");

    assertThat(stranger.get(files + "?path=/").statusCode()).isEqualTo(404);
    assertThat(stranger.get(files + "/content?path=/etc/passwd").statusCode()).isEqualTo(404);
    assertThat(stranger.post(files, piece).statusCode()).isEqualTo(404);
    assertThat(site.workspaces.calls).noneMatch(call -> call.contains("box"));
  }

  @ParameterizedTest
  @CsvSource({"FILE_CHANGED,409", "TOO_LARGE,413", "BUSY,503", "NO_SUCH_PART,404"})
  void sayWhatIsWrong(Reason reason, int status) throws Exception {
    site.workspaces.trouble = new WorkspaceFailure(reason, "Do this.");

    HttpResponse<String> response = owner.get(files + "/content?path=/etc/passwd");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Visitor.json(response).get("message").asText()).isEqualTo("Do this.");
  }
}
