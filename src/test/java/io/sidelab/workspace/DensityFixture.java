package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.DensityDefinition;
import io.sidelab.content.Fact;
import io.sidelab.content.FileLine;
import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.Prediction;
import io.sidelab.content.Step;
import io.sidelab.engine.Labelled;
import io.sidelab.evidence.DensityView;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real engine, and a server with labs that have a box to multiply. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DensityFixture {
  static final Duration RUN = Duration.ofMinutes(2);
  static final long MIB = 1L << 20;
  private static final FileLine AT = new FileLine("lab/steps/01-step.md", 3);

  TestEngine engine;
  String vm;
  @TempDir Path data;
  TestServer server;

  @BeforeAll
  final void connect(@TempDir Path folder) throws Exception {
    engine = new TestEngine();
    vm = engine.uniqueName() + "-vm:latest";
    PretendVm.build(engine.engine(), folder, engine.busybox(), vm);
  }

  @AfterAll
  final void disconnect() throws Exception {
    engine.engine().images().remove(vm);
    engine.close();
  }

  @AfterEach
  final void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  final TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }

  /** A lab of a box, perhaps with a VM, and up to so many boxes and so much memory. */
  final Lab lab(boolean withVm, int containers, long memory, String... command) {
    List<MachineDefinition> machines = new ArrayList<>();
    machines.add(
        command.length == 0 ? Labs.box(engine.busybox()) : Labs.running(engine.busybox(), command));
    if (withVm) {
      machines.add(Labs.vm("vm", vm));
    }
    Optional<String> compared = withVm ? Optional.of("vm") : Optional.empty();
    Fact factor =
        new Fact("factor", Fact.Source.DENSITY, "", "growth/memory-factor", Duration.ZERO);
    Step step =
        new Step(
            1,
            "A step",
            "<p>Grow.</p>",
            Optional.empty(),
            List.of(),
            List.of(new Prediction("factor", "How much?", "times", factor, "Because.", AT)),
            List.of());
    return Labs.withDensity(
        Labs.of("lab", machines),
        new DensityDefinition("box", compared, containers, 6, memory, 256 * MIB),
        step);
  }

  final DensityRuns runs() {
    return server.workspaces.densityRuns();
  }

  final DensityView over(WorkspaceView view) throws Exception {
    Eventually.until(
        "the run comes to its end",
        RUN,
        () -> runs().view(view.learnerId(), view.id()).running().isEmpty());
    return runs().view(view.learnerId(), view.id());
  }

  /** What runs have made and not removed. */
  final List<String> made() throws Exception {
    return engine.engine().machines().list(engine.labels()).stream()
        .filter(one -> Labels.runOf(one.labels()).isPresent())
        .map(Labelled::id)
        .toList();
  }

  final void makes(int containers) throws Exception {
    Eventually.passes(RUN, () -> assertThat(made()).hasSizeGreaterThanOrEqualTo(containers));
  }

  final void removesAllButTheLearnersOwn(int own) throws Exception {
    assertThat(made()).isEmpty();
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(own);
  }

  static Stream<String> densityThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sidelab-workspace-density"));
  }
}
