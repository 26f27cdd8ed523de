package io.sidelab.robot;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.content.Lab;
import io.sidelab.content.PlayedChoice;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The robot's own running copy of a lab, seen through the API. */
final class PlayedWorkspace implements AutoCloseable {
  private static final String DENSITY = "/evidence/density";

  private final Learner learner;
  private final Patience patience;
  private final String id;
  private final Map<String, TerminalTab> tabs = new HashMap<>();

  private PlayedWorkspace(Learner learner, Patience patience, String id) {
    this.learner = learner;
    this.patience = patience;
    this.id = id;
  }

  /**
   * @param start the path of the API that starts a lab
   */
  static PlayedWorkspace start(
      Learner learner, Patience patience, Function<Lab, String> start, Lab lab)
      throws IOException, InterruptedException, Refused {
    JsonNode started = learner.post(start.apply(lab), Map.of("lab", lab.id()));
    return new PlayedWorkspace(learner, patience, started.path("id").asText());
  }

  String id() {
    return id;
  }

  /**
   * Waits until every machine runs or cannot be had, and opens its terminal.
   *
   * @param news told what a machine waits for
   */
  void awaitReady(Consumer<String> news)
      throws IOException, InterruptedException, Refused, Unplayable {
    Wait wait = new Wait(patience.start());
    Map<String, String> told = new HashMap<>();
    JsonNode now;
    do {
      now = workspace();
      switch (now.path("state").asText()) {
        case "failed", "closing", "closed" -> throw new Unplayable(reason(now));
        default -> tell(now, told, news);
      }
      if (settled(now)) {
        openPage(now);
        return;
      }
    } while (wait.again());
    throw new Unplayable("its machines were not ready in time: " + told);
  }

  private static void tell(JsonNode workspace, Map<String, String> told, Consumer<String> news) {
    for (JsonNode machine : workspace.path("machines")) {
      String name = machine.path("name").asText();
      String message = machine.path("message").asText();
      if (!message.isEmpty() && !message.equals(told.put(name, message))) {
        news.accept(name + ": " + message);
      }
    }
  }

  private static boolean settled(JsonNode workspace) {
    for (JsonNode machine : workspace.path("machines")) {
      if (List.of("waiting", "starting").contains(machine.path("state").asText())) {
        return false;
      }
    }
    return workspace.path("state").asText().equals("ready");
  }

  private void openPage(JsonNode workspace) throws IOException, InterruptedException, Refused {
    learner.open("/workspaces/" + id);
    for (JsonNode machine : workspace.path("machines")) {
      if (!machine.path("state").asText().equals("failed")) {
        String terminal = machine.path("terminal").asText();
        tabs.put(machine.path("name").asText(), learner.terminal(terminal));
      }
    }
  }

  /** The reason, and what can be done about images that cannot be had. */
  private String reason(JsonNode workspace) throws IOException, InterruptedException, Refused {
    StringBuilder reason = new StringBuilder(workspace.path("message").asText());
    for (JsonNode image : learner.get("/api/images").path("images")) {
      for (JsonNode machine : workspace.path("machines")) {
        String remedy = image.path("remedy").asText();
        boolean needed = image.path("image").equals(machine.path("image"));
        if (needed && !remedy.isEmpty() && reason.indexOf(remedy) < 0) {
          reason.append(' ').append(image.path("image").asText()).append(": ").append(remedy);
        }
      }
    }
    return reason.toString();
  }

  private JsonNode workspace() throws IOException, InterruptedException, Refused {
    return learner.get("/api/workspaces/" + id);
  }

  private JsonNode machine(String name) throws IOException, InterruptedException, Refused {
    for (JsonNode machine : workspace().path("machines")) {
      if (machine.path("name").asText().equals(name)) {
        return machine;
      }
    }
    throw new Refused("The workspace has no machine " + name + ".");
  }

  /** Why the machine is not there, empty when it is. */
  String missing(String name) throws IOException, InterruptedException, Refused {
    JsonNode machine = machine(name);
    boolean there = !machine.path("state").asText().equals("failed");
    return there ? "" : name + ": " + machine.path("message").asText();
  }

  TerminalTab tab(String machine) {
    return tabs.get(machine);
  }

  /** The first terminals of its machines. */
  Map<String, TerminalTab> tabs() {
    return Map.copyOf(tabs);
  }

  /** One more terminal, with a shell of its own. */
  TerminalTab openFurther(String machine) throws IOException, InterruptedException, Refused {
    JsonNode opened = learner.post(path("/machines/" + machine + "/terminals"), Map.of());
    return learner.terminal(opened.path("terminal").asText());
  }

  /** Says which step its page shows. */
  void shows(int step) throws IOException, InterruptedException, Refused {
    learner.post(path("/steps/" + step + "/shown"), Map.of());
  }

  /** Starts the machine again if it has ended, as a learner does by the button. */
  void ensureRunning(String name) throws IOException, InterruptedException, Refused, Unplayable {
    Wait wait = new Wait(patience.prompt());
    JsonNode machine;
    do {
      machine = machine(name);
      String state = machine.path("state").asText();
      if (state.equals("ready") && !tab(name).ended()) {
        return;
      }
      if (state.equals("failed")) {
        throw new Unplayable(name + ": " + machine.path("message").asText());
      }
      if (state.equals("exited")) {
        learner.post(path("/machines/" + name + "/restart"), Map.of());
      }
    } while (wait.again());
    throw new Unplayable("the machine " + name + " does not run again: " + machine);
  }

  /** Makes a choice and waits for what becomes of it; returns why that is not the choice. */
  Optional<Fault> choose(PlayedChoice choice)
      throws IOException, InterruptedException, Refused, Unplayable {
    Map<String, Object> body = new HashMap<>();
    choice.image().ifPresent(image -> body.put("image", image));
    choice.memoryBytes().ifPresent(bytes -> body.put("memoryBytes", bytes));
    choice.cpus().ifPresent(cpus -> body.put("cpus", cpus));
    try {
      learner.post(path("/machines/" + choice.machine() + "/choices"), body);
    } catch (Refused refused) {
      return Optional.of(new Fault(choice.at(), "this cannot be chosen: " + refused.getMessage()));
    }
    Wait wait = new Wait(patience.start());
    do {
      JsonNode machine = machine(choice.machine());
      JsonNode change = machine.path("change");
      if (change.path("failed").asBoolean()) {
        String why = change.path("message").asText();
        return Optional.of(new Fault(choice.at(), "this cannot be had: " + why));
      }
      boolean begins = List.of("waiting", "starting").contains(machine.path("state").asText());
      if (change.isNull() && !begins) {
        return Optional.empty();
      }
    } while (wait.again());
    throw new Unplayable("the machine " + choice.machine() + " does not start anew in time");
  }

  /** Asks for the check of a step, once. */
  Verdict check(int step) throws IOException, InterruptedException {
    try {
      JsonNode said = learner.post(path("/steps/" + step + "/check"), Map.of());
      return new Verdict(
          said.path("passed").asBoolean(),
          said.path("hint").asText(),
          said.path("output").asText(),
          false);
    } catch (Refused refused) {
      return new Verdict(false, refused.getMessage(), "", true);
    }
  }

  /** Whether the server takes the choices for the right ones. */
  boolean answer(int step, String question, Iterable<Integer> choices)
      throws IOException, InterruptedException, Refused {
    Map<String, ?> body = Map.of("question", question, "choices", choices);
    return learner.post(path("/steps/" + step + "/answers"), body).path("right").asBoolean();
  }

  /** Makes a guess; refused when its figure cannot be measured. */
  void predict(int step, String prediction, String guess)
      throws IOException, InterruptedException, Refused {
    Map<String, ?> body = Map.of("prediction", prediction, "guess", guess);
    learner.post(path("/steps/" + step + "/predictions"), body);
  }

  /** Whether the figure that was guessed at is there. */
  boolean measured(String prediction) throws IOException, InterruptedException, Refused {
    JsonNode made = workspace().path("predictions").path(prediction);
    return !made.path("measured").asText().isEmpty();
  }

  /** Presses the page's button for a race or a growth, and waits for its end. */
  void press(String kind, int containers)
      throws IOException, InterruptedException, Refused, Unplayable {
    learner.post(path(DENSITY + "/" + kind), Map.of("containers", containers));
    Wait wait = new Wait(patience.run());
    JsonNode now;
    do {
      now = learner.get(path(DENSITY));
      if (now.path("running").asText().isEmpty()) {
        return;
      }
    } while (wait.again());
    throw new Unplayable("the " + kind + " does not come to its end: " + now);
  }

  /** A figure of the latest race or growth; empty when there is none. */
  String figure(String name) throws IOException, InterruptedException, Refused {
    return learner.get(path(DENSITY)).path("figures").path(name).asText();
  }

  /** Ends it; the server removes its machines. */
  void end() throws IOException, InterruptedException, Refused {
    learner.delete(path(""));
  }

  private String path(String rest) {
    return "/api/workspaces/" + id + rest;
  }

  /** Lets go of it as a browser does that is closed. */
  @Override
  public void close() {
    tabs.values().forEach(TerminalTab::close);
  }
}
