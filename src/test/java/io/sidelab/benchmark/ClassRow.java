package io.sidelab.benchmark;

import io.sidelab.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A class that presses Start together, with a lab for each ready before and without, and types a
 * key a second each, with the instructor looking at all of them once a second and without.
 */
final class ClassRow {
  private static final Duration LAST_LOOK = Duration.ofSeconds(30);
  private static final double SECOND = 1_000;

  private final Results results;
  private final int learners;

  ClassRow(Results results, int learners) {
    this.results = results;
    this.learners = learners;
  }

  /**
   * On a server of its own, on which nothing else runs.
   *
   * @param folder made here, for its labs and data
   */
  void measure(String image, Path folder, EngineTarget engine) throws Exception {
    CrowdLab.write(folder.resolve("labs"), image);
    try (ServerProcess server =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")),
            "--labs",
            folder.resolve("labs").toString(),
            "--workspaces-limit",
            String.valueOf(learners + 1))) {
      server.start();
      SidelabTarget target = new SidelabTarget(server, engine);
      Learner instructor = Workshop.instructor(server);
      add("server before, memory", "MiB", target, Host.memory(target.processes()));
      start(target, new Workshop(server.port(), instructor, learners), true);
      start(target, new Workshop(server.port(), instructor, learners), false);
    }
  }

  private void start(SidelabTarget target, Workshop workshop, boolean warm) throws Exception {
    String how = warm ? "kept ready" : "made then";
    if (warm) {
      add("kept ready, after", "s", target, workshop.warmUp());
    }
    double used = Host.processorSeconds(target.processes());
    List<Workshop.Started> started = workshop.start();
    double[] millis = started.stream().mapToDouble(Workshop.Started::millis).toArray();
    add("Start to prompt, labs " + how + ", median", "s", target, of(millis, 50) / SECOND);
    add("Start to prompt, labs " + how + ", slowest", "s", target, of(millis, 100) / SECOND);
    double cpu = Host.processorSeconds(target.processes()) - used;
    add("server for these starts, labs " + how + ", processor time", "s", target, cpu);
    try (Lines lines = new Lines()) {
      for (Workshop.Started one : started) {
        lines.add(one.line());
      }
      if (warm) {
        type(target, workshop, lines);
      }
    }
    workshop.delete();
  }

  private void type(SidelabTarget target, Workshop workshop, Lines lines) throws Exception {
    CrowdRow row = new CrowdRow(results);
    row.type(target, learners, lines, name("alone"));
    add("server meanwhile, memory", "MiB", target, Host.memory(target.processes()));
    Queue<Double> looks = new ConcurrentLinkedQueue<>(); // As many as the row has seconds.
    ScheduledExecutorService tower =
        Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "benchmark-tower"));
    try {
      tower.scheduleAtFixedRate(() -> looks.add(look(workshop)), 0, 1, TimeUnit.SECONDS);
      row.type(target, learners, lines, name("watched from the tower"));
    } finally {
      tower.shutdown();
      tower.awaitTermination(LAST_LOOK.toSeconds(), TimeUnit.SECONDS);
    }
    // A server gets quicker while it runs: what looking costs lies between what was before and
    // after.
    row.type(target, learners, lines, name("alone again"));
    add("looks from the tower", "", target, looks.size());
    double[] millis = looks.stream().mapToDouble(Double::doubleValue).toArray();
    add("a look from the tower, median", "ms", target, of(millis, 50));
  }

  /** Milliseconds. One that fails ends the looks, which their number shows. */
  private static double look(Workshop workshop) {
    long start = System.nanoTime();
    try {
      workshop.lookFromTheTower();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double of(double[] values, double percent) {
    return Results.percentile(values, percent);
  }

  private void add(String row, String unit, Target target, double value) {
    results.add(name(row), unit, target.name(), value);
  }

  private String name(String row) {
    return "class of " + learners + ": " + row;
  }
}
