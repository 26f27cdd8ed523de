package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Engine;
import io.sidelab.testing.CuttableLine;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine goes away and comes back: a line to the real one is cut and mended. */
@Timeout(120)
class OutageIT {
  @TempDir Path data;
  private TestEngine engine;
  private CuttableLine line;
  private Engine adapter;
  private TestServer server;
  private Lab lab;

  @BeforeEach
  void serve() throws Exception {
    engine = new TestEngine();
    line = new CuttableLine(TestEngine.settings().host().getPath());
    adapter = new DockerEngine(TestEngine.settings(line.address(), Duration.ofSeconds(10)));
    lab = Labs.of(Labs.box(engine.busybox()));
    server = setup().serve(lab);
  }

  @AfterEach
  void leavesNothing() throws Exception {
    try (TestEngine swept = engine) {
      server.close();
      adapter.close();
      line.close();
      swept.assertNothingLeft();
    }
  }

  @Test
  void tiesTheTerminalToTheSameShellAgain() throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    String terminal = server.machine("ada", view.id(), "box").terminal();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      screen.type("kept=safe; echo set-$((1))");
      screen.shows("set-1");

      line.cut();
      says(view, "The Docker engine does not answer");
      Eventually.until("the viewer hears", TestServer.SOON, () -> !screen.interrupted.isEmpty());
      mend();

      says(view, "");
      Eventually.passes(
          TestServer.SOON,
          () -> {
            screen.type("echo still-$kept");
            screen.shows("still-safe");
          });
    }
  }

  @Test
  void startsMachinesAgainThatEndedWithTheEngine() throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    MachineView machine = server.machine("ada", view.id(), "box");
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.type("echo kept > /root/note; echo written-$((1))");
      screen.shows("written-1");
      line.cut();
      engine.engine().machines().kill(machine.engineId().orElseThrow());
      mend();

      says(view, "The Docker engine was restarted, and this machine with it");
      server.machineReaches("ada", view.id(), "box", MachineState.READY);
      screen.type("cat /root/note; echo again-$((1))");
      screen.shows("again-1");
      assertThat(screen.output()).contains("kept");
      screen.type("exit 4");
      server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
    }
  }

  @Test
  void tellsThatAMachineEndedWithTheEngineAndIsStartedAgain() throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    MachineView machine = server.machine("ada", view.id(), "box");
    engine.engine().machines().kill(machine.engineId().orElseThrow());
    server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
    line.cut();
    says(view, "The Docker engine stopped, and this machine with it. It starts again by itself");
    mend();

    says(view, "The Docker engine was restarted, and this machine with it");
    server.machineReaches("ada", view.id(), "box", MachineState.READY);
  }

  @Test
  void startsAMachineAgainThoughTheEngineGoesAwayOverIt() throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    MachineView machine = server.machine("ada", view.id(), "box");
    line.cut();
    engine.engine().machines().kill(machine.engineId().orElseThrow());
    line.cutInsteadOf("/start HTTP");
    mend();
    Eventually.until("it is gone again", TestServer.SOON, () -> !line.whole());
    says(view, "The Docker engine stopped, and this machine with it. It starts again by itself");
    line.cutInsteadOf("");
    mend();

    says(view, "The Docker engine was restarted, and this machine with it");
    server.machineReaches("ada", view.id(), "box", MachineState.READY);
  }

  @Test
  void removesWhatWasEndedWhileTheEngineWasAway() throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    line.cut();
    server.workspaces.close("ada", view.id());
    assertThat(server.workspaces.find("ada", view.id()).state()).isEqualTo(WorkspaceState.CLOSING);
    mend();

    server.reaches("ada", view.id(), WorkspaceState.CLOSED);

    engine.assertNothingLeft();
  }

  @Test
  void tellsWhyALabCannotStartWithoutTheEngine() throws Exception {
    line.cut();
    WorkspaceView view = server.workspaces.start("ada", lab);
    Eventually.until(
        "it ends",
        TestServer.SOON,
        () -> server.workspaces.find("ada", view.id()).state() == WorkspaceState.CLOSING);
    assertThat(server.workspaces.find("ada", view.id()).message()).startsWith("Machine box: ");
    mend();

    server.reaches("ada", view.id(), WorkspaceState.FAILED);
  }

  @Test
  void waitsForTheEngineToTakeOver() throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    server.drop();
    line.cut();
    adapter = new DockerEngine(TestEngine.settings(line.address(), Duration.ofSeconds(10)));
    server = setup().serve(lab);
    assertThat(server.workspaces.find("ada", view.id()).message()).contains("looks for");

    mend();

    server.machineReaches("ada", view.id(), "box", MachineState.READY);
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(adapter, engine.serverId(), data);
  }

  /** A client that tries the cut line again and again may hold its port for a moment. */
  private void mend() throws Exception {
    Eventually.until(
        "the line is mended",
        TestServer.SOON,
        () -> {
          try {
            line.mend();
            return true;
          } catch (BindException held) {
            return false;
          }
        });
  }

  private void says(WorkspaceView view, String start) throws Exception {
    Eventually.passes(
        TestServer.SOON,
        () -> {
          String message = server.machine("ada", view.id(), "box").message();
          assertThat(message.isEmpty()).isEqualTo(start.isEmpty());
          assertThat(message).startsWith(start);
        });
  }
}
