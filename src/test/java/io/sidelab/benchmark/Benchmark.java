package io.sidelab.benchmark;

import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures everything and prints a table; see the package's comment. */
@Command(name = "benchmark", mixinStandardHelpOptions = true)
public final class Benchmark implements Callable<Integer> {
  /** Beside the crowd's: a machine's first one, and those of the other rows. */
  private static final int MORE_TERMINALS = 8;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds (${DEFAULT-VALUE}); 0 for the class alone.")
  private int rounds;

  @Option(
      names = "--terminals",
      defaultValue = "250,500,1000",
      split = ",",
      description = "Terminals of the crowds, one after the other (${DEFAULT-VALUE}); 0 for none.")
  private List<Integer> terminals;

  @Option(
      names = "--machines",
      defaultValue = "10",
      description =
          "Containers that the crowds spread over, each a learner's of its own (${DEFAULT-VALUE}).")
  private int machines;

  @Option(
      names = "--stall",
      defaultValue = "60",
      description = "Seconds that a reader stalls (${DEFAULT-VALUE}); 0 for none.")
  private int stallSeconds;

  @Option(
      names = "--class",
      defaultValue = "40",
      description =
          "Learners of a workshop that press Start together (${DEFAULT-VALUE}); 0 for none.")
  private int learners;

  @Option(names = "--ttyd", description = "A ttyd to measure too; the one on PATH if left out.")
  private Path ttyd;

  @Option(
      names = "--ttyd-terminals",
      defaultValue = "500",
      description = "Largest crowd for ttyd, each a docker client (${DEFAULT-VALUE}).")
  private int ttydTerminals;

  @Option(
      names = "--out",
      defaultValue = "target/benchmark.md",
      description = "Where the table goes (${DEFAULT-VALUE}).")
  private Path out;

  private final Results results = new Results();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("sidelab-benchmark");
    try (TestEngine test = new TestEngine();
        ServerProcess process = server(folder, test.busybox());
        ClientTarget client = new ClientTarget();
        TtydTarget other = findTtyd()) {
      EngineTarget engine = new EngineTarget(socket());
      SidelabTarget sidelab = new SidelabTarget(process, engine);
      if (rounds > 0) {
        measure(engine, sidelab, other, client, process);
      }
      classes(engine, test.busybox(), folder);
      print(engine, sidelab, other, client);
    } finally {
      remove(folder);
    }
    return 0;
  }

  private ServerProcess server(Path folder, String image) throws Exception {
    int perMachine = MORE_TERMINALS + (Collections.max(terminals) + machines - 1) / machines;
    Path labs = folder.resolve("labs");
    CrowdLab.write(labs, image);
    ServerProcess process =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")),
            "--labs",
            labs.toString(),
            "--workspaces-limit",
            String.valueOf(machines + 1),
            "--terminals-per-machine",
            String.valueOf(perMachine));
    process.start();
    return process;
  }

  private void measure(
      EngineTarget engine,
      SidelabTarget sidelab,
      TtydTarget other,
      ClientTarget client,
      ServerProcess process)
      throws Exception {
    List<Target> targets = new ArrayList<>(List.of(engine, sidelab));
    if (other != null) {
      targets.add(other);
    }
    String container = sidelab.startWorkspace().get(0);
    PromptRow prompt = new PromptRow(results);
    BulkRow bulk = new BulkRow(results);
    bulk.prepare(engine, container);
    for (int round = 0; round < rounds; round++) {
      for (Target target : targets) {
        prompt.newShell(target, container);
      }
      prompt.firstTerminal(sidelab, container);
      new EchoRow(results).measure(targets, container);
      for (Target target : targets) {
        bulk.measure(target, container);
      }
    }
    if (stallSeconds > 0) {
      StallRow stall = new StallRow(results, engine, Duration.ofSeconds(stallSeconds));
      for (Target target : targets) {
        stall.measure(target, container);
      }
    }
    if (Collections.max(terminals) > 0) {
      new Crowd(results, sidelab, process.pid(), machines)
          .measure(engine, other, client, terminals, ttydTerminals);
    } else {
      sidelab.endWorkspaces();
    }
  }

  /** On a server of their own: its places are theirs. */
  private void classes(EngineTarget engine, String image, Path folder) throws Exception {
    if (learners > 0) {
      new ClassRow(results, learners).measure(image, folder.resolve("class"), engine);
    }
  }

  private void print(Target... all) throws Exception {
    List<String> names = Stream.of(all).filter(Objects::nonNull).map(Target::name).toList();
    String table = results.table(names);
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, table);
    System.out.println(table);
  }

  /** Null where there is none, which is said aloud. */
  private TtydTarget findTtyd() {
    Optional<Path> found =
        Optional.ofNullable(ttyd)
            .or(
                () ->
                    Stream.of(System.getenv("PATH").split(":"))
                        .map(folder -> Path.of(folder, "ttyd"))
                        .filter(Files::isExecutable)
                        .findFirst());
    if (found.isEmpty()) {
      System.err.println("There is no ttyd on PATH and none was named (--ttyd): it is left out.");
      return null;
    }
    return new TtydTarget(found.get());
  }

  private static Path socket() {
    URI host = TestEngine.settings().host();
    if (!"unix".equals(host.getScheme())) {
      throw new IllegalArgumentException("the benchmark needs an engine on this host, not " + host);
    }
    return Path.of(host.getPath());
  }

  private static void remove(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
