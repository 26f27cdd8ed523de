package io.sidelab.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A workshop of one lab on a server, with its learners, over the API as browsers use it. */
final class Workshop {
  static final String LAB = "crowd";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern LINK = Pattern.compile("/welcome#([A-Za-z0-9_-]{43})");

  private final Learner instructor;
  private final String path;
  private final String id;
  private final List<Learner> learners = new ArrayList<>();

  /**
   * @param line of the learner's first terminal, at its prompt
   * @param millis from pressing Start to that prompt
   */
  record Started(Line line, double millis) {}

  /** Opens one, before anybody joins. */
  Workshop(int port, Learner instructor, int seats) throws IOException, InterruptedException {
    this.instructor = instructor;
    Instant now = Instant.now();
    String plan =
        """
        {"title":"A class","labs":["%s"],"starts":"%s","ends":"%s","seats":%d,"minutes":60,
         "recorded":false}"""
            .formatted(LAB, now, now.plusSeconds(7200), seats);
    JsonNode made = instructor.send("POST", "/api/workshops", plan);
    this.id = made.path("id").asText();
    this.path = "/api/workshops/" + id;
    instructor.send("POST", path + "/open", "");
    for (int number = 1; number <= seats; number++) {
      Learner learner = new Learner(port);
      learner.send(
          "POST",
          "/api/classes",
          "{\"code\":\"%s\",\"name\":\"Learner %d\"}"
              .formatted(made.path("code").asText(), number));
      learners.add(learner);
    }
  }

  /** The first instructor, by the link that the server printed. */
  static Learner instructor(ServerProcess server) throws Exception {
    Eventually.until("the link is printed", PATIENCE, () -> LINK.matcher(server.log()).find());
    Matcher link = LINK.matcher(server.log());
    if (!link.find()) {
      throw new IOException("the server printed no link");
    }
    Learner instructor = new Learner(server.port());
    instructor.send(
        "POST",
        "/api/welcome",
        "{\"token\":\"%s\",\"name\":\"Ada\",\"password\":\"correct horse battery\"}"
            .formatted(link.group(1)));
    return instructor;
  }

  /** Waits until a lab for each is ready; returns seconds. */
  double warmUp() throws Exception {
    long start = System.nanoTime();
    String wanted = "{\"lab\":\"%s\",\"count\":%d}".formatted(LAB, learners.size());
    instructor.send("POST", path + "/warm", wanted);
    Eventually.until("all are warm", PATIENCE, () -> warm() == learners.size());
    return (System.nanoTime() - start) / 1e9;
  }

  private int warm() throws IOException, InterruptedException {
    return instructor.send("GET", path + "/warm", "").at("/labs/0/ready").asInt();
  }

  /** All press Start together, each on a thread of its own, and wait for their prompts. */
  List<Started> start() throws Exception {
    ExecutorService together = Executors.newFixedThreadPool(learners.size());
    try {
      List<Future<Started>> starting = new ArrayList<>();
      for (Learner learner : learners) {
        starting.add(together.submit(() -> start(learner)));
      }
      List<Started> started = new ArrayList<>();
      for (Future<Started> one : starting) {
        started.add(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      return started;
    } finally {
      together.shutdownNow();
    }
  }

  /** As the page does: its terminal is there before its machine is. */
  private Started start(Learner learner) throws IOException, InterruptedException {
    long pressed = System.nanoTime();
    String start = "/api/classes/" + id + "/labs/" + LAB + "/start";
    JsonNode workspace = learner.send("POST", start, "");
    Line line = learner.terminal(workspace.at("/machines/0/terminal").asText());
    Tail prompt = new Tail("# ");
    line.receiveUntil(prompt::matches, PATIENCE, prompt);
    return new Started(line, (System.nanoTime() - pressed) / 1e6);
  }

  /** One look of the instructor at all learners. */
  void lookFromTheTower() throws IOException, InterruptedException {
    instructor.send("GET", path + "/tower", "");
  }

  /** Removes it, with all labs, once they have ended. */
  void delete() throws Exception {
    Eventually.until("the workshop is deleted", PATIENCE, this::isDeleted);
  }

  private boolean isDeleted() throws InterruptedException {
    try {
      instructor.send("DELETE", path, "");
      return true;
    } catch (IOException stillEnding) {
      return false;
    }
  }
}
