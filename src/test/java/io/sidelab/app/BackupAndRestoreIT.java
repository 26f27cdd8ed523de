package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is lost in class, and its backup on a new disk. */
@Timeout(240)
class BackupAndRestoreIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  @TempDir Path folder;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @Test
  void aLearnerComesBackToTheirProgressAndIsToldWhereTheMachinesAre() throws Exception {
    try (TestEngine engine = new TestEngine()) {
      writeLab(engine.busybox());
      Path file = folder.resolve("class.zip");
      String id;
      try (ServerProcess server = server("data")) {
        String address = server.start();
        id = startLab(address);
        awaitState(address, id, "ready");
        post(address, "/api/workspaces/" + id + "/steps/1/check", "");
        Eventually.until(
            "the step has passed", SOON, () -> get(address, id).contains("\"passed\":[1]"));

        assertThat(run("backup", file.toString(), "--data", data("data"))).isZero();

        assertThat(get(address, id)).as("the server goes on").contains("\"ready\"");
        assertThat(run("restore", file.toString(), "--data", data("data"), "--replace"))
            .as("not while it runs")
            .isEqualTo(1);
        server.stop();
      }

      assertThat(run("restore", file.toString(), "--data", data("fresh"))).isZero();

      try (ServerProcess server = server("fresh")) {
        String address = server.start();
        awaitState(address, id, "closed");
        assertThat(get(address, id)).contains("\"passed\":[1]").containsPattern("machines");
        String another = startLab(address);
        awaitState(address, another, "ready");
        server.stop();
      }
      assertThat(engine.engine().machines().list(Map.of("io.sidelab.workspace", id))).isEmpty();
    }
  }

  private void writeLab(String image) throws Exception {
    Path steps = Files.createDirectories(folder.resolve("labs/small/steps"));
    Files.writeString(
        folder.resolve("labs/small/lab.yaml"),
        "title: Small\nsummary: A lab of a test.\nminutes: 1\nobjectives: [Nothing]\nmachines:\n"
            + "  box: {image: \"%s\", memory: 32 MiB, network: none}\n".formatted(image));
    Files.writeString(
        steps.resolve("01-one.md"),
        """
        # One

        Text.

        ```check machine=box
        true
        ```

        ```hint
        Wait.
        ```

        ```solution
        true
        ```
        """);
  }

  private ServerProcess server(String name) throws Exception {
    Path data = Files.createDirectories(folder.resolve(name));
    return new ServerProcess(data, "--labs", folder.resolve("labs").toString(), "--registry", "no");
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  /** As an operator types it, in a process of its own. */
  private static int run(String... line) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.sidelab.app.Main"));
    command.addAll(List.of(line));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private String startLab(String address) throws Exception {
    Matcher id = ID.matcher(post(address, "/api/workspaces", "{\"lab\":\"small\"}"));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private String post(String address, String path, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> answer =
        browser.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isLessThan(300);
    return answer.body();
  }

  private String get(String address, String id) throws Exception {
    URI uri = URI.create(address + "/api/workspaces/" + id);
    return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private void awaitState(String address, String id, String state) throws Exception {
    Eventually.until(
        "the lab is " + state,
        SOON,
        () -> get(address, id).matches("(?s).*\"state\":\"" + state + "\".*"));
  }
}
