package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.image.ImageStatus;
import io.sidelab.testing.Eventually;
import io.sidelab.workspace.WorkspaceState;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final EventSettings QUICK =
      new EventSettings(10, 100, 100, Duration.ofMillis(100));

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** The next line that is neither empty nor a heartbeat; null at the end. */
  private static String next(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (line != null && (line.isEmpty() || line.startsWith(":"))) {
      line = lines.readLine();
    }
    return line;
  }

  @Test
  void aWorkspaceIsToldAtOnceOnEachChangeAndToItsEnd() throws Exception {
    try (Site site = new Site(Site.with(QUICK))) {
      Visitor visitor = site.visitor();
      String id = visitor.startLab();
      HttpResponse<InputStream> response = visitor.stream("/api/workspaces/" + id + "/events");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      BufferedReader lines = lines(response);
      assertThat(next(lines)).isEqualTo("event: workspace");
      String same = visitor.get("/api/workspaces/" + id).body();
      assertThat(next(lines)).isEqualTo("data: " + same);
      site.workspaces.change(
          id, view -> PaperWorkspaces.in(view, WorkspaceState.READY, "two\nlines"));
      assertThat(next(lines)).isEqualTo("event: workspace");
      assertThat(next(lines)).contains("\"state\":\"ready\"").contains("two\\nlines");
      visitor.delete("/api/workspaces/" + id);
      assertThat(next(lines)).isEqualTo("event: workspace");
      assertThat(next(lines)).contains("\"state\":\"closed\"");
      assertThat(next(lines)).isNull();
      Eventually.until("unwatched", SOON, () -> site.workspaces.watchers() == 0);
    }
  }

  @Test
  void heartbeatsAreCommentsAndShowWhoHasLeft() throws Exception {
    try (Site site = new Site(Site.with(QUICK))) {
      Visitor visitor = site.visitor();
      String id = visitor.startLab();
      HttpResponse<InputStream> response = visitor.stream("/api/workspaces/" + id + "/events");
      BufferedReader lines = lines(response);
      String line = lines.readLine();
      while (!line.equals(":")) {
        line = lines.readLine();
      }
      response.body().close();
      Eventually.until("unwatched", SOON, () -> site.workspaces.watchers() == 0);
    }
  }

  @Test
  void aForgottenWorkspaceEndsItsStream() throws Exception {
    try (Site site = new Site(Site.with(QUICK))) {
      Visitor visitor = site.visitor();
      String id = visitor.startLab();
      BufferedReader lines = lines(visitor.stream("/api/workspaces/" + id + "/events"));
      next(lines);
      next(lines);
      site.workspaces.forget(id);
      assertThat(next(lines)).isNull();
    }
  }

  @Test
  void imagesAreToldAllAtFirstAndThenEachChange() throws Exception {
    try (Site site = new Site(Site.with(QUICK))) {
      BufferedReader lines = lines(site.visitor().stream("/api/images/events"));
      assertThat(next(lines)).isEqualTo("event: image");
      assertThat(next(lines)).contains("\"image\":\"debian:12\"").contains("\"state\":\"ready\"");
      site.images.set(
          new ImageStatus(
              "alpine:3.22", ImageStatus.State.WORKING, "Pulling", "", OptionalInt.of(40)));
      assertThat(next(lines)).isEqualTo("event: image");
      assertThat(next(lines)).contains("\"percent\":40").contains("\"state\":\"working\"");
    }
  }

  @Test
  void aReaderThatTakesNothingSlowsNobodyAndIsDropped() throws Exception {
    try (Site site = new Site(Site.with(QUICK))) {
      Visitor visitor = site.visitor();
      String id = visitor.startLab();
      String path = "/api/workspaces/" + id + "/events";
      try (Socket deaf = new Socket()) {
        deaf.setReceiveBufferSize(4096);
        deaf.connect(
            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), site.server.port()));
        deaf.getOutputStream()
            .write(
                ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
                        + visitor.cookie
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        Eventually.until("it watches", SOON, () -> site.workspaces.watchers() == 1);
        String large = "x".repeat(200_000);
        long slowest = 0;
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (site.workspaces.watchers() > 0 && System.nanoTime() < end) {
          long before = System.nanoTime();
          site.workspaces.change(id, view -> PaperWorkspaces.in(view, WorkspaceState.READY, large));
          slowest = Math.max(slowest, System.nanoTime() - before);
          java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        assertThat(site.workspaces.watchers()).as("dropped").isZero();
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(500));
      }
    }
  }

  @Test
  void stoppingTheServerEndsStreamsAtOnce() throws Exception {
    Site site = new Site(Site.with(QUICK));
    Visitor visitor = site.visitor();
    String id = visitor.startLab();
    BufferedReader lines = lines(visitor.stream("/api/workspaces/" + id + "/events"));
    next(lines);
    long before = System.nanoTime();
    site.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(site.workspaces.watchers()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sidelab-http"));
  }
}
