package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineChoice;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Command;
import io.sidelab.engine.Engine;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.MachineStatus;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers made anew with what their learners choose, on the real engine. */
@Timeout(120)
class ChoiceIT {
  private static final String LIMITS =
      "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes"
          + " /sys/fs/cgroup/cpu.max /sys/fs/cgroup/cpu/cpu.cfs_quota_us 2>/dev/null";

  private static TestEngine engine;
  private static String other;

  @TempDir Path data;
  private TestServer server;

  @BeforeAll
  static void connect() throws Exception {
    engine = new TestEngine();
    other = engine.uniqueName() + "-other:latest";
    engine.engine().images().tag(engine.busybox(), other);
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.engine().images().remove(other);
    engine.close();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void aContainerHasTheLimitsAndTheImageThatItsLearnerChose() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String old = box(view).engineId().orElseThrow();
    assertThat(inBox(view, LIMITS)).contains("33554432").contains("100000");

    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(48, 0.5));
    MachineView changed = changed(view, old);
    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.image(other));
    MachineView both = changed(view, changed.engineId().orElseThrow());

    assertThat(inBox(view, LIMITS)).contains("50331648").contains("50000");
    assertThat(both.memoryBytes()).isEqualTo(48 * ChoosyLab.MEBIBYTE);
    assertThat(both.cpus()).isEqualTo(0.5);
    assertThat(both.image()).isEqualTo(other);
    assertThat(asDockerSees(both)).isEqualTo("50331648 500000000 " + other);
    assertThat(both.terminal()).isEqualTo(box(view).terminal());
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(1);
  }

  @Test
  void whatWasWrittenIsLostAndTheTerminalGoesOnWithTheNewShell() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView before = box(view);
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", before.terminal()))) {
      screen.type("touch /tmp/mine; echo was-$((1 + 1))");
      screen.shows("was-2");

      server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(32, 1));
      changed(view, before.engineId().orElseThrow());

      screen.type("ls /tmp | wc -l; echo is-$((1 + 2))");
      screen.shows("is-3");
      assertThat(screen.output()).contains("\r\n0\r\nis-3");
      assertThat(screen.exit).isEmpty();
    }
  }

  @Test
  void onlyWhatTheLabOffersIsTakenAndTheOldMachineGoesOn() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView before = box(view);

    refused(view, ChoosyLab.image("debian:12"), Reason.NOT_OFFERED, "offers these images");
    refused(view, ChoosyLab.hardware(8, 1), Reason.NOT_OFFERED, "16 to ");
    refused(view, ChoosyLab.hardware(1L << 30, 1), Reason.NOT_OFFERED, "whole MiB");
    refused(view, ChoosyLab.hardware(32, 2), Reason.NOT_OFFERED, "0.1 to 1 processors");

    assertGoesOn(view, before);
    assertThat(inBox(view, "echo still here")).contains("still here");
  }

  @Test
  void aMachineThatItsLabLeavesAsItIsCannotBeChanged() throws Exception {
    Lab lab = Labs.of(Labs.box(engine.busybox()));
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);

    refused(view, ChoosyLab.hardware(64, 1), Reason.NOT_OFFERED, "leaves the memory");
    refused(view, ChoosyLab.image(other), Reason.NOT_OFFERED, "leaves the image");
    assertThat(box(view).changeable()).isFalse();
  }

  @Test
  void moreMemoryThanIsLeftIsRefusedWithWhatThereIsAndNothingChanges() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView before = box(view);
    long all = server.workspaces.offer("ada", view.id(), "box").memory().orElseThrow().toBytes();

    refused(
        view, ChoosyLab.hardware(all / ChoosyLab.MEBIBYTE, 1), Reason.NO_ROOM, "Choose at most ");

    assertGoesOn(view, before);
    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(64, 1));
    changed(view, before.engineId().orElseThrow());
  }

  @Test
  void nobodyElseChooses() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView before = box(view);

    assertThatThrownBy(
            () -> server.workspaces.choose("bob", view.id(), "box", ChoosyLab.hardware(64, 1)))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND));
    assertThatThrownBy(() -> server.workspaces.offer("bob", view.id(), "box"))
        .isInstanceOf(WorkspaceFailure.class);
    assertGoesOn(view, before);
  }

  @Test
  void theMachineGoesOnUntilItsImageIsThereAndASecondChoiceWaits() throws Exception {
    Lab lab = lab();
    ImagesOnDemand images = new ImagesOnDemand();
    images.isThere(engine.busybox());
    server = setup().with(images).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView before = box(view);

    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.image(other));
    images.works(other, "Downloads", 40);

    MachineView waiting = box(view);
    assertThat(waiting.state()).isEqualTo(MachineState.READY);
    assertThat(waiting.change().orElseThrow())
        .isEqualTo(
            new MachineChange(
                new MachineChoice(other, 32 * ChoosyLab.MEBIBYTE, 1),
                "Image " + other + ": Downloads (40 %)",
                false));
    refused(view, ChoosyLab.hardware(64, 1), Reason.WRONG_STATE, "being changed already");
    assertThat(inBox(view, "echo still here")).contains("still here");

    images.isThere(other);

    assertThat(changed(view, before.engineId().orElseThrow()).image()).isEqualTo(other);
  }

  @Test
  void anImageThatCannotBeHadLeavesTheMachineAsItWasAndAnotherChoiceIsFree() throws Exception {
    Lab lab = lab();
    ImagesOnDemand images = new ImagesOnDemand();
    images.isThere(engine.busybox());
    server = setup().with(images).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView before = box(view);

    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.image(other));
    images.cannotBeHad(other, "The registry does not answer.");

    Eventually.until(
        "the choice came to nothing",
        TestServer.SOON,
        () -> box(view).change().filter(MachineChange::failed).isPresent());
    assertThat(box(view).change().orElseThrow().message())
        .contains(other)
        .contains("The registry does not answer.")
        .contains("goes on as it was");
    assertThat(box(view).engineId()).isEqualTo(before.engineId());
    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(64, 1));
    assertThat(changed(view, before.engineId().orElseThrow()).change()).isEmpty();
  }

  @Test
  void aMachineThatEndedStartsAnewWithTheChoice() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String old = box(view).engineId().orElseThrow();
    engine.engine().machines().kill(old);
    server.machineReaches("ada", view.id(), "box", MachineState.EXITED);

    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(64, 1));
    MachineView changed = changed(view, old);

    engine.engine().machines().kill(changed.engineId().orElseThrow());
    server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
    server.workspaces.restart("ada", view.id(), "box");
    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    assertThat(inBox(view, LIMITS)).contains("67108864");
  }

  @Test
  void theChoiceOutlivesTheServer() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String old = box(view).engineId().orElseThrow();
    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(48, 0.5));
    MachineView chosen = changed(view, old);
    server.drop();

    server = setup().serve(lab);

    MachineView adopted = server.machineReaches("ada", view.id(), "box", MachineState.READY);
    assertThat(adopted.engineId()).isEqualTo(chosen.engineId());
    assertThat(adopted.memoryBytes()).isEqualTo(48 * ChoosyLab.MEBIBYTE);
    assertThat(adopted.cpus()).isEqualTo(0.5);
    assertThat(inBox(view, LIMITS)).contains("50331648");
  }

  @Test
  void aCrashWhileOneMachineTakesThePlaceOfAnotherLeavesTheOneThatTheServerKnew() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView known = box(view);
    server.drop();
    Map<String, String> labels = new HashMap<>();
    for (Labelled one : engine.engine().machines().list(engine.labels())) {
      labels.putAll(one.labels());
    }
    String half = engine.engine().machines().create(engine.labelled(labels));

    server = setup().serve(lab);

    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    assertThat(box(view).engineId()).isEqualTo(known.engineId());
    Eventually.passes(
        TestServer.SOON,
        () ->
            assertThat(engine.engine().machines().list(engine.labels()))
                .extracting(Labelled::id)
                .doesNotContain(half));
  }

  @Test
  void aMachineThatWasMadeAndNotStartedBeforeACrashIsStarted() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String old = box(view).engineId().orElseThrow();
    server.drop();
    Map<String, String> labels = new HashMap<>();
    for (Labelled one : engine.engine().machines().list(engine.labels())) {
      labels.putAll(one.labels());
    }
    String made = engine.engine().machines().create(engine.labelled(labels));
    engine.engine().machines().remove(old);

    server = setup().serve(lab);

    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    MachineStatus status = engine.engine().machines().inspect(made);
    assertThat(status.running()).isTrue();
    assertThat(box(view).engineId()).contains(made);
  }

  private void refused(WorkspaceView view, MachineWish wish, Reason reason, String text) {
    assertThatThrownBy(() -> server.workspaces.choose("ada", view.id(), "box", wish))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.learnerText()).contains(text);
            });
  }

  private void assertGoesOn(WorkspaceView view, MachineView before) throws WorkspaceFailure {
    MachineView now = box(view);
    assertThat(now.state()).isEqualTo(MachineState.READY);
    assertThat(now.engineId()).isEqualTo(before.engineId());
    assertThat(now.image()).isEqualTo(before.image());
    assertThat(now.memoryBytes()).isEqualTo(before.memoryBytes());
    assertThat(now.cpus()).isEqualTo(before.cpus());
    assertThat(now.change()).isEmpty();
  }

  private MachineView box(WorkspaceView view) throws WorkspaceFailure {
    return server.machine("ada", view.id(), "box");
  }

  private MachineView changed(WorkspaceView view, String old) throws Exception {
    Eventually.until(
        "another machine is ready in its place",
        TestServer.SOON,
        () -> {
          MachineView now = box(view);
          return now.state() == MachineState.READY
              && now.engineId().filter(id -> !id.equals(old)).isPresent();
        });
    return box(view);
  }

  private String inBox(WorkspaceView view, String script) throws Exception {
    List<String> line = List.of("sh", "-c", script);
    String id = box(view).engineId().orElseThrow();
    return engine.engine().machines().run(id, new Command(line, Duration.ofSeconds(10))).output();
  }

  private static String asDockerSees(MachineView machine) throws Exception {
    String format = "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.Config.Image}}";
    Process inspect =
        new ProcessBuilder("docker", "inspect", "-f", format, machine.engineId().orElseThrow())
            .start();
    String said = new String(inspect.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(inspect.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }

  private static Lab lab() {
    return ChoosyLab.box(engine.busybox(), other);
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }

  /** One that can be lost with its server. */
  private static Engine adapter() throws Exception {
    return new DockerEngine(TestEngine.settings());
  }
}
