package io.sidelab.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.testing.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Terminals through Sidelab, asked for and opened as its page does. */
final class SidelabTarget implements Target {
  private final ServerProcess server;
  private final EngineTarget engine;
  private final List<Learner> learners = new ArrayList<>();
  private final Map<String, Machine> machines = new LinkedHashMap<>();

  /** A machine of a learner's workspace, with its first terminal. */
  record Machine(Learner learner, String workspace, String name, String terminal) {}

  SidelabTarget(ServerProcess server, EngineTarget engine) {
    this.server = server;
    this.engine = engine;
  }

  @Override
  public String name() {
    return "Sidelab";
  }

  @Override
  public List<Long> processes() {
    return List.of(server.pid());
  }

  /** Starts one more workspace, as a learner of its own, and returns its containers. */
  List<String> startWorkspace() throws IOException, InterruptedException {
    Learner learner = new Learner(server.port());
    learners.add(learner);
    String workspace =
        learner.send("POST", "/api/workspaces", "{\"lab\":\"crowd\"}").path("id").asText();
    JsonNode ready = learner.awaitReady(workspace);
    List<String> containers = new ArrayList<>();
    for (JsonNode machine : ready.path("machines")) {
      String name = machine.path("name").asText();
      String container = container(workspace, name);
      String terminal = machine.path("terminal").asText();
      machines.put(container, new Machine(learner, workspace, name, terminal));
      containers.add(container);
    }
    return containers;
  }

  private String container(String workspace, String machine) throws IOException {
    String filter =
        "{\"label\":[\"io.sidelab.workspace="
            + workspace
            + "\",\"io.sidelab.machine-name="
            + machine
            + "\"]}";
    JsonNode found = engine.call("GET", "/containers/json?filters=" + Learner.encoded(filter), "");
    if (found.size() != 1) {
      throw new IOException(found.size() + " containers for machine " + machine);
    }
    return found.get(0).path("Id").asText();
  }

  /** The terminal that is there as long as its container. */
  Line first(String container) throws IOException {
    Machine machine = machines.get(container);
    return machine.learner().terminal(machine.terminal());
  }

  @Override
  public Line open(String container) throws IOException, InterruptedException {
    Machine machine = machines.get(container);
    String path =
        "/api/workspaces/" + machine.workspace() + "/machines/" + machine.name() + "/terminals";
    String terminal = machine.learner().send("POST", path, "").path("terminal").asText();
    return machine.learner().terminal(terminal);
  }

  /** Ends all workspaces, and so whatever they hold. */
  void endWorkspaces() throws IOException, InterruptedException {
    for (Machine machine : machines.values()) {
      machine.learner().send("DELETE", "/api/workspaces/" + machine.workspace(), "");
    }
    machines.clear();
    learners.clear();
  }
}
