package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random requests from a fixed seed: none of them is the server's own mistake. */
@Timeout(120)
class RubbishTest {
  private static final int ROUNDS = 400;
  private static final RateLimit MANY = new RateLimit(100_000, Duration.ofSeconds(1));
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH", "get", "G\u00e4T", "QUERY");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/api/workspaces",
          "/api/workspaces/w1",
          "/api/workspaces/w1/steps/1/answers",
          "/api/workspaces/w1/steps/1/blocks/0/run",
          "/api/images/events",
          "/labs/",
          "/assets/",
          "/ws/terminals/x",
          "/watch/x",
          "/labs/one-kernel/files/",
          "*",
          "http://localhost/api/health",
          "//");
  private static final List<String> HEADERS =
      List.of(
          "Cookie",
          "Origin",
          "Referer",
          "Content-Type",
          "Accept",
          "Content-Length",
          "Upgrade",
          "Sec-WebSocket-Version",
          "X-Forwarded-For",
          "Transfer-Encoding",
          "If-None-Match",
          "Sec-Fetch-Site",
          "Accept-Encoding",
          "Expect",
          "Range");

  private final Random random = new Random(20260301);
  private Site site;

  @BeforeEach
  void open() {
    site = new Site(Site.with(new RateSettings(MANY, MANY, MANY, MANY, MANY, MANY, 50)));
  }

  @AfterEach
  void stillWell() throws Exception {
    try {
      assertThat(site.visitor().get("/api/health").statusCode()).isEqualTo(200);
    } finally {
      site.close();
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String noise(int most, boolean printable) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most);
    for (int i = 0; i < length; i++) {
      text.append((char) (printable ? 33 + random.nextInt(94) : 1 + random.nextInt(255)));
    }
    return text.toString();
  }

  private void send(String request) throws Exception {
    String answer = RawRequest.send(site.server.port(), request);
    assertThat(RawRequest.status(answer))
        .as(request)
        .satisfiesAnyOf(
            status -> assertThat(status).isLessThan(500),
            status -> assertThat(status).as("not built, or not known").isIn(501, 505));
    assertThat(answer).doesNotContain("Exception").doesNotContain("io.sidelab");
  }

  @Test
  void bytesAtRandom() throws Exception {
    for (int i = 0; i < ROUNDS / 4; i++) {
      send(noise(300, false) + "\r\n\r\n");
    }
  }

  @Test
  void pathsAtRandom() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      String path = (random.nextBoolean() ? any(PATHS) : "/") + noise(40, true);
      send(any(METHODS) + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
  }

  @Test
  void headersAtRandom() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      String path = any(PATHS);
      StringBuilder request =
          new StringBuilder(any(METHODS) + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      for (int j = 0; j < 3; j++) {
        request.append(any(HEADERS)).append(": ").append(noise(60, true)).append("\r\n");
      }
      send(request + "Connection: close\r\n\r\n");
    }
  }

  @Test
  void bodiesAtRandom() throws Exception {
    Visitor visitor = site.visitor();
    visitor.startLab();
    List<String> seeds =
        List.of(
            "{\"lab\":\"one-kernel\"}",
            "{\"question\":\"q1\",\"choices\":[0]}",
            "{\"terminal\":\"t\"}",
            "[".repeat(3000),
            "{\"lab\":".repeat(2000));
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder body = new StringBuilder(any(seeds));
      for (int j = 0; j < random.nextInt(4); j++) {
        body.insert(random.nextInt(body.length()), noise(5, false));
      }
      int status = visitor.post(any(PATHS.subList(1, 5)), body.toString()).statusCode();
      assertThat(status).as(body.toString()).isLessThan(500);
    }
    assertThat(site.workspaces.calls)
        .allMatch(
            call -> StandardCharsets.US_ASCII.newEncoder().canEncode(call) || !call.isEmpty());
  }
}
