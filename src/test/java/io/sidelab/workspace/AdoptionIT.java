package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Engine;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.MachineSpec;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server finds that the one before it left, killed or stopped. */
@Timeout(120)
class AdoptionIT {
  private static TestEngine engine;

  @TempDir Path data;
  private TestServer server;

  @BeforeAll
  static void connect() throws Exception {
    engine = new TestEngine();
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.close();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void goesOnAfterAKillWithTheSameTerminalAndItsScrollback() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String terminal = server.machine("ada", view.id(), "box").terminal();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      screen.type("touch /tmp/done; secret=ab12; echo before-$((1))");
      screen.shows("before-1");
    }
    assertThat(server.workspaces.check("ada", view.id(), 1).passed()).isTrue();
    server.drop();

    server = setup().serve(lab);

    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    WorkspaceView adopted = server.reaches("ada", view.id(), WorkspaceState.READY);
    assertThat(adopted.passed()).containsExactly(1);
    assertThat(adopted.expires())
        .isEqualTo(view.expires().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      screen.shows("before-1");
      screen.type("echo still-$secret");
      screen.shows("still-ab12");
    }
    assertThat(server.workspaces.capacity().running()).isEqualTo(1);
  }

  @Test
  void keepsMachinesWhenToldSoAndTakesThemOver() throws Exception {
    Lab lab = lab();
    server = setup().with(Settings.keeping()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    server.close();
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(1);

    server = setup().serve(lab);

    server.machineReaches("ada", view.id(), "box", MachineState.READY);
  }

  @Test
  void removesWhatBelongsToNoWorkspace() throws Exception {
    Map<String, String> labels = new HashMap<>(engine.labels());
    labels.put("io.sidelab.workspace", "of-another-time");
    String network =
        engine.engine().networks().create(engine.uniqueName(), "10.215.7.0/28", false, labels);
    engine.engine().machines().create(labelled(engine.container(), network, labels));

    server = setup().serve();

    Eventually.passes(TestServer.SOON, engine::assertNothingLeft);
  }

  @Test
  void failsAWorkspaceThatWasNotReadyAndTellsWhy() throws Exception {
    Lab lab = lab();
    ImagesOnDemand images = new ImagesOnDemand();
    server = setup().with(adapter()).with(images).serve(lab);
    WorkspaceView view = server.workspaces.start("ada", lab);
    server.drop();

    server = setup().serve(lab);

    WorkspaceView failed = server.reaches("ada", view.id(), WorkspaceState.FAILED);
    assertThat(failed.message()).contains("restarted").contains("Start it again");
    assertThat(server.store.openWorkspaces()).isEmpty();
  }

  @Test
  void endsAWorkspaceWhoseMachinesAreGone() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    server.drop();
    engine.sweep();

    server = setup().serve(lab);

    WorkspaceView closed = server.reaches("ada", view.id(), WorkspaceState.CLOSED);
    assertThat(closed.end()).contains(EndReason.MACHINES_LOST);
  }

  @Test
  void endsAWorkspaceWhoseLabIsGone() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    server.drop();

    server = setup().serve();

    WorkspaceView closed = server.reaches("ada", view.id(), WorkspaceState.CLOSED);
    assertThat(closed.end()).contains(EndReason.LAB_REMOVED);
    engine.assertNothingLeft();
  }

  @Test
  void showsAMachineThatEndedWhileNobodyLooked() throws Exception {
    Lab lab = lab();
    server = setup().with(adapter()).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String id = server.machine("ada", view.id(), "box").engineId().orElseThrow();
    server.drop();
    engine.engine().machines().kill(id);

    server = setup().serve(lab);

    server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
    server.workspaces.restart("ada", view.id(), "box");
    server.machineReaches("ada", view.id(), "box", MachineState.READY);
  }

  @Test
  void noticesThatSomebodyRemovedAMachine() throws Exception {
    Lab lab = lab();
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);

    for (Labelled machine : engine.engine().machines().list(engine.labels())) {
      engine.engine().machines().remove(machine.id());
    }

    WorkspaceView closed = server.reaches("ada", view.id(), WorkspaceState.CLOSED);
    assertThat(closed.end()).contains(EndReason.MACHINES_LOST);
  }

  private static Lab lab() {
    return Labs.of(Labs.container("box", engine.busybox(), NetworkAccess.ISOLATED, false));
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }

  /** One that can be lost with its server. */
  private static Engine adapter() throws Exception {
    return new DockerEngine(TestEngine.settings());
  }

  private static MachineSpec labelled(
      MachineSpec spec, String network, Map<String, String> labels) {
    return new MachineSpec(
        spec.name(),
        spec.hostname(),
        spec.kind(),
        spec.image(),
        List.of(),
        spec.environment(),
        spec.limits(),
        java.util.Optional.of(network),
        spec.kvmGroup(),
        spec.template(),
        false,
        spec.size(),
        labels);
  }
}
