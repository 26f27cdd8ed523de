package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.docker.DockerEngine;
import io.sidelab.recording.Cast;
import io.sidelab.recording.RecordingFile;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a lab's terminals on the disk, on the real engine. */
@Timeout(120)
class RecordingIT {
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
  void aShellIsRecordedOnceAcrossAKillWithItsPassedCheckAndStaysAfterItsEnd() throws Exception {
    Lab lab = Labs.recorded(box());
    server = setup().with(new DockerEngine(TestEngine.settings())).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    assertThat(view.recorded()).isTrue();
    String terminal = server.machine("ada", view.id(), "box").terminal();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      screen.type("touch /tmp/done; echo before-$((1)) \u20ac\ud83d\ude80");
      screen.shows("before-1 \u20ac\ud83d\ude80");
    }
    assertThat(server.workspaces.check("ada", view.id(), 1).passed()).isTrue();
    assertThat(server.workspaces.check("ada", view.id(), 1).passed()).isTrue();
    contains(view.id(), "before-1");
    server.drop();

    server = setup().serve(lab);
    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    assertThat(server.workspaces.find("ada", view.id()).recorded()).isTrue();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      screen.type("echo after-$((2))");
      screen.shows("after-2");
    }
    contains(view.id(), "after-2");
    server.workspaces.close("ada", view.id());
    server.reaches("ada", view.id(), WorkspaceState.CLOSED);

    assertThat(server.recordings.files(view.id()))
        .singleElement()
        .extracting(RecordingFile::title)
        .isEqualTo("A lab: Machine box");
    Cast cast = Cast.read(data.resolve("recordings").resolve(view.id()).resolve("box-1.cast"));
    assertThat(cast.output()).containsOnlyOnce("before-1 \u20ac\ud83d\ude80").contains("after-2");
    assertThat(cast.data("m")).containsExactly("Step 1 passed: A step");
  }

  @Test
  void furtherTerminalsHaveRecordingsOfTheirOwn() throws Exception {
    Lab lab = Labs.recorded(box());
    server = setup().serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    for (int number = 2; number <= 3; number++) {
      String further = server.workspaces.openTerminal("ada", view.id(), "box");
      try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", further))) {
        screen.type("echo further-" + number);
        screen.shows("further-" + number + "\r\n");
      }
      server.workspaces.closeTerminal("ada", view.id(), further);
    }
    Eventually.passes(
        TestServer.SOON,
        () ->
            assertThat(server.recordings.files(view.id()))
                .extracting(RecordingFile::name)
                .contains("box-2", "box-3"));
  }

  @Test
  void aLabThatDoesNotAskForItLeavesNothing() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", Labs.of(box()));
    assertThat(view.recorded()).isFalse();
    assertThat(data.resolve("recordings")).isEmptyDirectory();
  }

  private void contains(String workspace, String text) throws Exception {
    Path file = data.resolve("recordings").resolve(workspace).resolve("box-1.cast");
    Eventually.passes(
        TestServer.SOON,
        () -> {
          assertThat(Files.exists(file)).isTrue();
          try (InputStream in = server.recordings.open(workspace, "box-1").orElseThrow()) {
            assertThat(Cast.parse(in.readAllBytes()).output()).contains(text);
          }
        });
  }

  private static io.sidelab.content.MachineDefinition box() {
    return Labs.container("box", engine.busybox(), NetworkAccess.NONE, false);
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }
}
