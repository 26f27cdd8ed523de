package io.sidelab.benchmark;

import java.io.IOException;

/** From asking for a shell to its prompt. */
final class PromptRow {
  private static final int SHELLS = 10;
  private static final double MILLIS = 1e6;

  private final Results results;

  PromptRow(Results results) {
    this.results = results;
  }

  void newShell(Target target, String container) throws Exception {
    double[] times = new double[SHELLS];
    for (int i = 0; i < SHELLS; i++) {
      long start = System.nanoTime();
      Line line = target.open(container);
      line.awaitPrompt();
      times[i] = (System.nanoTime() - start) / MILLIS;
      line.end();
    }
    results.add("new shell to prompt", "ms", target.name(), Results.median(times));
  }

  /** A page that opens: the shell is the container's first process and runs already. */
  void firstTerminal(SidelabTarget target, String container) throws IOException {
    double[] times = new double[SHELLS];
    for (int i = 0; i < SHELLS; i++) {
      long start = System.nanoTime();
      try (Line line = target.first(container)) {
        line.awaitPrompt();
        times[i] = (System.nanoTime() - start) / MILLIS;
      }
    }
    results.add("first terminal to prompt", "ms", target.name(), Results.median(times));
  }
}
