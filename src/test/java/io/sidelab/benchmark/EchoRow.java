package io.sidelab.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** From a key to its echo, one key at a time, at the pace of a very fast typist. */
final class EchoRow {
  private static final int BURSTS = 25;
  private static final int KEYS = 40;
  private static final int WARM_UP = 500;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final double MILLIS = 1e6;

  private final Results results;

  EchoRow(Results results) {
    this.results = results;
  }

  /** Takes turns burst by burst, so that all targets meet the same weather. */
  void measure(List<Target> targets, String container) throws Exception {
    Map<Target, Line> lines = new LinkedHashMap<>();
    Map<Target, List<Double>> times = new LinkedHashMap<>();
    for (Target target : targets) {
      Line line = target.open(container);
      line.awaitPrompt();
      burst(line, WARM_UP, Duration.ZERO);
      lines.put(target, line);
      times.put(target, new ArrayList<>());
    }
    for (int i = 0; i < BURSTS; i++) {
      for (Target target : targets) {
        times.get(target).addAll(burst(lines.get(target), KEYS, PAUSE));
      }
    }
    for (Target target : targets) {
      add("key echo", target, times.get(target));
      lines.get(target).end();
    }
  }

  /** Nothing, where nothing was echoed. */
  void add(String row, Target target, List<Double> times) {
    if (times.isEmpty()) {
      return;
    }
    double[] values = times.stream().mapToDouble(Double::doubleValue).toArray();
    results.add(row + " p50", "ms", target.name(), Results.percentile(values, 50));
    results.add(row + " p99", "ms", target.name(), Results.percentile(values, 99));
  }

  /** Milliseconds of each key. The input line is emptied after some of them. */
  static List<Double> burst(Line line, int keys, Duration pause) throws IOException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      boolean[] echoed = new boolean[1];
      long start = System.nanoTime();
      line.type("x");
      line.receiveUntil(() -> echoed[0], bytes -> echoed[0] = true);
      times.add((System.nanoTime() - start) / MILLIS);
      if (i % KEYS == KEYS - 1) {
        line.type("\u0015");
        line.awaitPrompt();
      }
      LockSupport.parkNanos(pause.toNanos());
    }
    return times;
  }
}
