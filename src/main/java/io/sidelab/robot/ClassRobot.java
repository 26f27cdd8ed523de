package io.sidelab.robot;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.content.Lab;
import io.sidelab.workspace.Solutions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A robot among the learners of a workshop: it joins by the code, keeps the page of the class open,
 * and plays labs with short pauses. Used by one thread; an interrupt ends it wherever it is.
 */
public final class ClassRobot {
  private final Learner learner;
  private final String name;
  private final Solutions solutions;
  private final Patience patience;
  private final Duration pause;
  private final boolean probes;
  private String classId = "";
  private boolean mayBeIn;

  /**
   * @param client may be shared by many robots
   * @param server its address, such as {@code http://localhost:8080}
   * @param pause before each step, about
   * @param probes whether it measures the echo of keys while it plays
   */
  public ClassRobot(
      HttpClient client,
      URI server,
      String name,
      Solutions solutions,
      Patience patience,
      Duration pause,
      boolean probes) {
    this.learner = new Learner(client, server);
    this.name = name;
    this.solutions = solutions;
    this.patience = patience;
    this.pause = pause;
    this.probes = probes;
  }

  public String name() {
    return name;
  }

  /** Joins the workshop of the code; returns why it is not in, or nothing when it is. */
  public Optional<String> join(String code) throws InterruptedException {
    try {
      mayBeIn = true;
      JsonNode entered = learner.post("/api/classes", Map.of("code", code, "name", name));
      classId = entered.path("id").asText();
      return Optional.empty();
    } catch (Refused refused) {
      mayBeIn = false;
      return Optional.of("the server refused: " + refused.getMessage());
    } catch (IOException failure) {
      return Optional.of("the server cannot be reached: " + failure.getMessage());
    }
  }

  /** Whether the workshop may have it among its learners; not known when an answer was lost. */
  public boolean mayBeIn() {
    return mayBeIn;
  }

  /** Plays the labs one after another, once it has joined. */
  public void play(List<Lab> labs, ClassNews news) throws InterruptedException {
    Future<?> page = learner.follow("/api/classes/" + classId + "/events");
    try {
      for (Lab lab : labs) {
        try (ClassAudience audience = new ClassAudience(name, lab, pause, probes, news)) {
          new LabPlay(lab, learner, this::start, solutions, patience, audience).play();
        }
      }
    } finally {
      page.cancel(true);
    }
  }

  private String start(Lab lab) {
    return "/api/classes/" + classId + "/labs/" + lab.id() + "/start";
  }
}
