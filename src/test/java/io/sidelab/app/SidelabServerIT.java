package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in this process: what it leaves behind when it is closed. */
class SidelabServerIT {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String WORKSPACE_LABEL = "io.sidelab.workspace";

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private TestEngine engine;

  @BeforeEach
  void oneSmallLab() throws Exception {
    engine = new TestEngine();
    Path steps = Files.createDirectories(folder.resolve("labs/small/steps"));
    Files.writeString(
        folder.resolve("labs/small/lab.yaml"),
        """
        title: Small
        summary: A lab of a test.
        minutes: 1
        objectives: [Nothing]
        machines:
          box: {image: "%s", memory: 32 MiB, network: isolated}
        """
            .formatted(engine.busybox()));
    Files.writeString(steps.resolve("01-one.md"), "# One\n\nText.\n");
  }

  @AfterEach
  void closeEngine() throws Exception {
    engine.close();
  }

  @Test
  void aStopLeavesNoThreadAndNothingOnTheEngine() throws Exception {
    String workspace;
    try (SidelabServer server = SidelabServer.start(settings(), Clock.systemUTC())) {
      workspace = startLab(server.address());
      Eventually.until(
          "the lab is ready",
          Duration.ofSeconds(60),
          () -> get(server.address(), "/api/workspaces/" + workspace).contains("\"ready\""));
      assertThat(machinesOf(workspace)).isEqualTo(1);
    }

    assertThat(machinesOf(workspace)).isZero();
    assertThat(engine.engine().networks().list(Map.of(WORKSPACE_LABEL, workspace))).isEmpty();
    Eventually.passes(Duration.ofSeconds(10), () -> assertThat(ourThreads()).isEmpty());
  }

  @Test
  void aPortThatIsTakenIsSaidAndLeavesNothingRunning() throws Exception {
    try (SidelabServer first = SidelabServer.start(settings(), Clock.systemUTC())) {
      Settings taken =
          settings("http.port", String.valueOf(first.address().getPort()), "data", "other");

      assertThatThrownBy(() -> SidelabServer.start(taken, Clock.systemUTC()))
          .hasMessageContaining("cannot be had")
          .hasMessageContaining("--http-port");
    }
    Eventually.passes(Duration.ofSeconds(10), () -> assertThat(ourThreads()).isEmpty());
  }

  private Settings settings(String... more) throws InvalidSettings {
    Map<String, String> options = new java.util.HashMap<>();
    options.put("http.port", "0");
    options.put("data", "data");
    for (int index = 0; index < more.length; index += 2) {
      options.put(more[index], more[index + 1]);
    }
    options.put("data", folder.resolve(options.get("data")).toString());
    options.put("labs", folder.resolve("labs").toString());
    options.put("registry", "no");
    return SettingsReader.read(SettingsReader.DEFAULT_FILE, System.getenv(), options);
  }

  private String startLab(URI address) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address.resolve("/api/workspaces"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"lab\":\"small\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    Matcher id = ID.matcher(answer.body());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private String get(URI address, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private int machinesOf(String workspace) throws Exception {
    return engine.engine().machines().list(Map.of(WORKSPACE_LABEL, workspace)).size();
  }

  /** The test's own adapter has threads too; they carry the adapter's prefix. */
  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sidelab-"))
        .filter(name -> !name.startsWith("sidelab-docker"))
        .toList();
  }
}
