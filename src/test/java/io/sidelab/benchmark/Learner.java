package io.sidelab.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One learner's browser, as far as the server can tell. */
final class Learner {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;
  private String cookie = "";

  Learner(int port) {
    this.port = port;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a request of the API; the body may be empty. */
  JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.replaceFirst(";.*", ""));
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** Until all machines run. */
  JsonNode awaitReady(String workspace) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode now = send("GET", "/api/workspaces/" + workspace, "");
      if (now.path("state").asText().equals("ready")) {
        return now;
      }
      if (System.nanoTime() > end) {
        throw new IOException("the workspace did not get ready: " + now);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  Line terminal(String id) throws IOException {
    String headers = "Cookie: " + cookie + "\r\nSec-WebSocket-Protocol: sidelab.terminal.v1\r\n";
    return Upgrade.open(port, "/ws/terminals/" + id, headers, Dialects.sidelab());
  }
}
