package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.instructor.Instructor;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.WorkspaceRecord;
import io.sidelab.workspace.WorkspaceView;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server with instructors, their workshops and learners in them. */
final class ClassFixture implements AutoCloseable {
  final SqliteStore store;
  final Site site;

  ClassFixture(Path folder) {
    store = SqliteStore.open(folder.resolve("sidelab.db"));
    site = new Site(store);
    site.workspaces.started = view -> store.saveWorkspace(record(view));
  }

  /** A browser in which an instructor of that name is signed in. */
  Visitor instructor(String name) throws Exception {
    Visitor visitor = site.visitor();
    String token = link();
    HttpResponse<String> answer =
        visitor.post(
            "/api/welcome",
            "{\"token\":\"%s\",\"name\":\"%s\",\"password\":\"correct horse battery\"}"
                .formatted(token, name));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return visitor;
  }

  /** The first link, then invitations of whoever is there. */
  private String link() throws Exception {
    Optional<String> first = site.instructors.links().first();
    if (first.isPresent()) {
      return first.get();
    }
    Instructor anybody = site.instructors.list().get(0).instructor();
    return site.instructors.links().invite(anybody).token();
  }

  /** An open workshop of forty seats; as JSON. */
  JsonNode open(Visitor instructor) throws Exception {
    JsonNode made = prepare(instructor);
    String path = "/api/workshops/" + made.get("id").asText();
    assertThat(instructor.post(path + "/open", null).statusCode()).isEqualTo(200);
    return made;
  }

  JsonNode prepare(Visitor instructor) throws Exception {
    HttpResponse<String> answer = instructor.post("/api/workshops", plan("Containers", 40));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Visitor.json(answer);
  }

  static String plan(String title, int seats) {
    Instant now = Instant.now();
    return """
        {"title":"%s","labs":["one-kernel"],"starts":"%s","ends":"%s","seats":%d,"minutes":90,
         "recorded":false}"""
        .formatted(title, now, now.plusSeconds(7200), seats);
  }

  /** A browser whose learner joined; as JSON what they were told. */
  JsonNode join(Visitor learner, String code, String name) throws Exception {
    HttpResponse<String> answer = tryToJoin(learner, code, name);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Visitor.json(answer);
  }

  static HttpResponse<String> tryToJoin(Visitor learner, String code, String name)
      throws Exception {
    return learner.post("/api/classes", "{\"code\":\"%s\",\"name\":\"%s\"}".formatted(code, name));
  }

  JsonNode tower(Visitor instructor, JsonNode workshop) throws Exception {
    return Visitor.json(instructor.get("/api/workshops/" + workshop.get("id").asText() + "/tower"));
  }

  private static WorkspaceRecord record(WorkspaceView view) {
    return new WorkspaceRecord(
        view.id(),
        view.learnerId(),
        view.labId(),
        view.state().name(),
        Optional.empty(),
        List.of(),
        view.created(),
        view.expires(),
        view.created(),
        Optional.empty());
  }

  @Override
  public void close() {
    site.close();
    store.close();
  }
}
