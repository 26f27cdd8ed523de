package io.sidelab.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many terminals at once: how quickly they open, and how they echo a key a second each. */
final class CrowdRow {
  /** As many requests as a class that presses its buttons together has under way here. */
  private static final int OPENERS = 4;

  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration OPENING = Duration.ofMinutes(10);
  private static final long SECOND = 1_000_000_000;
  private static final long TICK = 5_000_000;
  private static final int SECONDS = 20;
  private static final double MILLIS = 1e6;

  private final Results results;

  CrowdRow(Results results) {
    this.results = results;
  }

  /** Opens them, several at a time, and waits for their prompts. */
  void open(Target target, List<String> containers, int count, Lines lines) throws Exception {
    ExecutorService openers = Executors.newFixedThreadPool(OPENERS);
    try {
      CompletionService<Line> opening = new ExecutorCompletionService<>(openers);
      for (int i = 0; i < count; i++) {
        String container = containers.get(i % containers.size());
        opening.submit(() -> prompted(target, container));
      }
      long start = System.nanoTime();
      int refused = collect(opening, count, lines);
      double seconds = (System.nanoTime() - start) / (double) SECOND;
      String row = count + " terminals: opened, " + OPENERS + " at a time";
      results.add(row, "per second", target.name(), lines.size() / seconds);
      results.add(count + " terminals: not opened", "", target.name(), refused);
    } finally {
      openers.shutdownNow();
    }
  }

  private static Line prompted(Target target, String container) throws Exception {
    Line line = target.open(container);
    try {
      line.awaitPrompt();
      return line;
    } catch (IOException broken) {
      line.close();
      throw broken;
    }
  }

  /** Listens to those that are open while others open. Returns how many could not be opened. */
  private static int collect(CompletionService<Line> opening, int count, Lines lines)
      throws Exception {
    long end = System.nanoTime() + OPENING.toNanos();
    int refused = 0;
    while (lines.size() + refused < count) {
      if (System.nanoTime() > end) {
        return count - lines.size();
      }
      Future<Line> opened = opening.poll();
      if (opened == null) {
        lines.receive(TICK, index -> {});
        continue;
      }
      try {
        lines.add(opened.get());
      } catch (ExecutionException failed) {
        System.err.println("a terminal was not opened: " + failed.getCause());
        refused++;
      }
    }
    return refused;
  }

  /** A key each second into each; counted from when the key was due, so a late client shows. */
  void type(Target target, int count, Lines lines) throws IOException {
    type(target, count, lines, count + " terminals");
  }

  /**
   * @param who types, at the head of the rows
   */
  void type(Target target, int count, Lines lines, String who) throws IOException {
    int brokenBefore = lines.broken();
    run(lines, System.nanoTime() + SETTLE.toNanos());
    double used = Host.processorSeconds(target.processes());
    long start = System.nanoTime();
    List<Double> times = run(lines, start + SECONDS * SECOND);
    double cpu = Host.processorSeconds(target.processes()) - used;
    double wall = (System.nanoTime() - start) / (double) SECOND;
    new EchoRow(results).add(who + ", a key a second each: echo", target, times);
    if (!target.processes().isEmpty()) {
      results.add(who + ": processor", "% of a core", target.name(), cpu / wall * 100);
    }
    int broken = lines.broken() - brokenBefore;
    results.add(who + ": connections lost", "", target.name(), broken);
  }

  /** Returns milliseconds. An echo that has not come at the end is at least as late as it is. */
  private static List<Double> run(Lines lines, long end) throws IOException {
    int count = lines.size();
    List<Double> times = new ArrayList<>();
    long[] due = new long[count];
    long start = System.nanoTime();
    long typed = 0;
    long now = start;
    while (count > 0 && now < end) {
      long next = start + typed * SECOND / count;
      if (now >= next) {
        int line = (int) (typed++ % count);
        if (due[line] == 0 && lines.type(line, "x")) {
          due[line] = next;
        }
      }
      // Behind: catches up before it looks for answers.
      if (now - next <= SECOND / count) {
        lines.receive(Math.max(0, next - now), index -> echoed(due, index, times));
      }
      now = System.nanoTime();
    }
    for (int line = 0; line < count; line++) {
      echoed(due, line, times);
    }
    return times;
  }

  private static void echoed(long[] due, int line, List<Double> times) {
    if (due[line] != 0) {
      times.add((System.nanoTime() - due[line]) / MILLIS);
      due[line] = 0;
    }
  }
}
