package io.sidelab.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A viewer that stops reading while its program floods it, and comes back. */
final class StallRow {
  private static final Duration FLOOD = Duration.ofSeconds(1);
  private static final int BURST = 40;
  private static final double MILLIS = 1e6;

  private final Results results;
  private final EngineTarget engine;
  private final Duration stall;

  StallRow(Results results, EngineTarget engine, Duration stall) {
    this.results = results;
    this.engine = engine;
    this.stall = stall;
  }

  void measure(Target target, String container) throws Exception {
    Line stalled = target.open(container);
    stalled.awaitPrompt();
    Line other = target.open(container);
    other.awaitPrompt();
    stalled.type("/bin/yes\n");
    long flooded = System.nanoTime() + FLOOD.toNanos();
    stalled.receiveUntil(() -> System.nanoTime() > flooded, bytes -> {});

    List<Long> engineProcesses = Host.engineProcesses();
    List<Double> echoes = new ArrayList<>(EchoRow.burst(other, BURST, Duration.ofMillis(5)));
    double server = Host.memory(target.processes());
    double engineMemory = Host.memory(engineProcesses);
    List<Long> program = program(container);
    double used = Host.processorSeconds(program);
    long end = System.nanoTime() + stall.toNanos();
    while (System.nanoTime() < end) {
      echoes.addAll(EchoRow.burst(other, BURST, Duration.ofMillis(25)));
    }
    String name = target.name();
    results.add(
        "stalled reader: server's memory grew by",
        "MiB",
        name,
        Host.memory(target.processes()) - server);
    results.add(
        "stalled reader: engine's memory grew by",
        "MiB",
        name,
        Host.memory(engineProcesses) - engineMemory);
    results.add(
        "stalled reader: its program used",
        "s of processor",
        name,
        Host.processorSeconds(program) - used);
    new EchoRow(results).add("stalled reader: another terminal's echo", target, echoes);
    results.add("stalled reader: back, Ctrl-C to prompt", "ms", name, controlC(stalled));
    stalled.close();
    other.end();
  }

  /** Not a number when the connection did not live. */
  private static double controlC(Line line) {
    long start = System.nanoTime();
    try {
      line.type("\u0003");
      line.awaitPrompt();
      line.type("exit\n");
      return (System.nanoTime() - start) / MILLIS;
    } catch (IOException lost) {
      return Double.NaN;
    }
  }

  /** The host's number of the container's {@code yes}. */
  private List<Long> program(String container) throws IOException {
    List<Long> found = new ArrayList<>();
    engine
        .call("GET", "/containers/" + container + "/top?ps_args=-eo%20pid,args", "")
        .path("Processes")
        .forEach(
            process -> {
              if (process.get(1).asText().equals("/bin/yes")) {
                found.add(process.get(0).asLong());
              }
            });
    if (found.size() != 1) {
      throw new IOException(found.size() + " programs flood " + container + " instead of one");
    }
    return found;
  }
}
