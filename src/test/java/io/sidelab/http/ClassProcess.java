package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole server as a process, with instructors, workshops and learners in real containers. */
final class ClassProcess implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("/welcome#([A-Za-z0-9_-]{43})");
  private static final Duration SOON = Duration.ofSeconds(20);

  final ServerProcess server;
  private final String serverId;

  /** Starts it. */
  ClassProcess(Path data, Path labs) throws Exception {
    server =
        new ServerProcess(
            Files.createDirectories(data),
            "--labs",
            labs.toString(),
            "--images-prepare",
            "no",
            "--registry",
            "no");
    server.start();
    try (SqliteStore store = SqliteStore.open(data.resolve("sidelab.db"))) {
      serverId = store.serverId();
    }
  }

  Visitor visitor() {
    return new Visitor(server.port());
  }

  /** The first instructor, by the link that the server printed. */
  Visitor firstInstructor(String name) throws Exception {
    Eventually.until("the link is printed", SOON, () -> LINK.matcher(server.log()).find());
    Matcher link = LINK.matcher(server.log());
    assertThat(link.find()).isTrue();
    return account(link.group(1), name);
  }

  Visitor invited(Visitor by, String name) throws Exception {
    JsonNode made = Visitor.json(by.post("/api/instructors/invitations", null));
    Matcher link = LINK.matcher(made.path("path").asText());
    assertThat(link.find()).as(made.toString()).isTrue();
    return account(link.group(1), name);
  }

  private Visitor account(String token, String name) throws Exception {
    Visitor visitor = visitor();
    HttpResponse<String> answer =
        visitor.post(
            "/api/welcome",
            "{\"token\":\"%s\",\"name\":\"%s\",\"password\":\"correct horse battery\"}"
                .formatted(token, name));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return visitor;
  }

  /** A workshop of these labs that begins now; as JSON. */
  JsonNode prepare(Visitor instructor, int seats, String... labs) throws Exception {
    Instant now = Instant.now();
    String plan =
        """
        {"title":"Containers","labs":[%s],"starts":"%s","ends":"%s","seats":%d,"minutes":60,
         "recorded":false}"""
            .formatted(
                Stream.of(labs).map(lab -> '"' + lab + '"').collect(Collectors.joining(",")),
                now,
                now.plusSeconds(7200),
                seats);
    HttpResponse<String> answer = instructor.post("/api/workshops", plan);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Visitor.json(answer);
  }

  static String path(JsonNode workshop) {
    return "/api/workshops/" + workshop.path("id").asText();
  }

  static JsonNode tower(Visitor instructor, JsonNode workshop) throws Exception {
    HttpResponse<String> answer = instructor.get(path(workshop) + "/tower");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Visitor.json(answer);
  }

  /** What this server has on the engine. */
  List<Labelled> containers(TestEngine engine) throws EngineFailure {
    return engine.engine().machines().list(Map.of(TestEngine.SERVER_LABEL, serverId));
  }

  @Override
  public void close() {
    server.close();
  }
}
