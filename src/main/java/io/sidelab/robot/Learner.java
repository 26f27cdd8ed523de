package io.sidelab.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;

/** One learner's browser, as far as the server can tell: its cookie, requests and sockets. */
final class Learner {
  /** A check may take two minutes, and a start of a machine waits in line behind others. */
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private static final int REFUSED = 400;
  private static final int TOO_MANY = 429;

  /** Rates are counted by the minute: whoever is still refused then asks too much. */
  private static final int TIMES = 3;

  private static final long LONGEST_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final URI server;
  private String cookie = "";

  Learner(HttpClient client, URI server) {
    this.client = client;
    this.server = server;
  }

  JsonNode get(String path) throws IOException, InterruptedException, Refused {
    return json(send(request(path).GET()));
  }

  /**
   * @param body what JSON is made of
   */
  JsonNode post(String path, Map<String, ?> body)
      throws IOException, InterruptedException, Refused {
    return json(send(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
  }

  void delete(String path) throws IOException, InterruptedException, Refused {
    send(request(path).DELETE());
  }

  /** Opens a page, for what the server does then. */
  void open(String path) throws IOException, InterruptedException, Refused {
    send(request(path).GET());
  }

  TerminalTab terminal(String id) throws IOException, InterruptedException {
    URI address = URI.create("ws" + server.toString().substring("http".length()));
    return TerminalTab.open(
        client.newWebSocketBuilder().header("Cookie", cookie),
        address.resolve("/ws/terminals/" + id));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json");
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  /** Holds a stream of events open, as a page does, until cancelled; what it says is let go. */
  Future<?> follow(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    return client.sendAsync(request.header("Cookie", cookie).build(), BodyHandlers.discarding());
  }

  private String send(HttpRequest.Builder request)
      throws IOException, InterruptedException, Refused {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    for (int again = 0; answer.statusCode() == TOO_MANY && again < TIMES; again++) {
      // As a person does who is told to wait.
      long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
      Wait.pause(Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)));
      answer = client.send(request.build(), BodyHandlers.ofString());
    }
    if (answer.statusCode() >= REFUSED) {
      throw new Refused(reason(answer));
    }
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.replaceFirst(";.*", ""));
    return answer.body();
  }

  private static String reason(HttpResponse<String> answer) {
    try {
      String message = JSON.readTree(answer.body()).path("message").asText();
      return message.isEmpty() ? "status " + answer.statusCode() : message;
    } catch (JsonProcessingException page) {
      return "status " + answer.statusCode();
    }
  }

  private static JsonNode json(String body) throws IOException {
    return body.isEmpty() ? JSON.nullNode() : JSON.readTree(body);
  }
}
