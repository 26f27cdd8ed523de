package io.sidelab.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A thousand terminals through each target in turn, what they cost, and what they leave. */
final class Crowd {
  private static final Duration LEAVING = Duration.ofSeconds(10);

  private final Results results;
  private final SidelabTarget sidelab;
  private final long server;
  private final CrowdRow row;
  private final int machines;

  Crowd(Results results, SidelabTarget sidelab, long server, int machines) {
    this.results = results;
    this.sidelab = sidelab;
    this.server = server;
    this.row = new CrowdRow(results);
    this.machines = machines;
  }

  /**
   * @param counts of terminals, one crowd after the other
   * @param most terminals of ttyd: each needs a client of the engine as a process
   */
  void measure(
      EngineTarget engine, TtydTarget ttyd, ClientTarget client, List<Integer> counts, int most)
      throws Exception {
    List<String> containers = new ArrayList<>();
    while (containers.size() < machines) {
      containers.addAll(sidelab.startWorkspace());
    }
    int threads = Host.threads(server);
    for (int count : counts) {
      type(client, containers, count);
      type(engine, containers, count);
      if (ttyd != null && count <= most) {
        type(ttyd, containers, count);
      }
      type(sidelab, containers, count);
    }
    sidelab.endWorkspaces();
    left(engine, containers, threads);
  }

  private void left(EngineTarget engine, List<String> containers, int threads) {
    long end = System.nanoTime() + LEAVING.toNanos();
    while (Host.threads(server) > threads && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    String name = sidelab.name();
    results.add(
        "threads left after the workspaces ended", "", name, Host.threads(server) - threads);
    int left = 0;
    for (String container : containers) {
      left += shells(engine, container);
    }
    results.add("shells left after the workspaces ended", "", name, left);
  }

  private void type(Target target, List<String> containers, int count) throws Exception {
    double before = Host.memory(target.processes());
    try (Lines lines = new Lines()) {
      row.open(target, containers, count, lines);
      row.type(target, count, lines);
      if (!target.processes().isEmpty()) {
        double each = (Host.memory(target.processes()) - before) / count;
        results.add(count + " terminals: memory of each", "MiB", target.name(), each);
      }
    }
  }

  /** Processes of a container; none when it is gone. */
  private static int shells(EngineTarget engine, String container) {
    try {
      return engine.call("GET", "/containers/" + container + "/top", "").path("Processes").size();
    } catch (IOException gone) {
      return 0;
    }
  }
}
