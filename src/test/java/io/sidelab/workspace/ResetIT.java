package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines made anew as the lab has them, on the real engine. */
@Timeout(120)
class ResetIT {
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
  void aContainerWithoutItsProgramsHasThemAgainInTheSameTerminal() throws Exception {
    WorkspaceView view = ready(Labs.of(Labs.box(engine.busybox())), "box");
    MachineView before = server.machine("ada", view.id(), "box");
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", before.terminal()))) {
      screen.type("echo mine > /mine; rm -rf /bin; /bin/ls; echo gone-$?");
      screen.shows("gone-127");

      reset(view, "box", before);

      screen.type("ls /mine; echo back-$((1 + 1))");
      screen.shows("back-2");
      assertThat(screen.output()).contains("/mine: No such file");
    }
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(1);
  }

  @Test
  void aMachineThatExitedOrWasChangedIsAsTheLabHasIt() throws Exception {
    WorkspaceView view = ready(ChoosyLab.box(engine.busybox()), "box");
    MachineView before = server.machine("ada", view.id(), "box");
    server.workspaces.choose("ada", view.id(), "box", ChoosyLab.hardware(48, 0.5));
    MachineView changed = another(view, "box", before);
    assertThat(changed.memoryBytes()).isEqualTo(48 * ChoosyLab.MEBIBYTE);
    engine.engine().machines().kill(changed.engineId().orElseThrow());
    server.machineReaches("ada", view.id(), "box", MachineState.EXITED);

    MachineView anew = reset(view, "box", changed);

    assertThat(anew.memoryBytes()).isEqualTo(32 * ChoosyLab.MEBIBYTE);
    assertThat(anew.terminal()).isEqualTo(before.terminal());
    assertThat(server.store.openWorkspaces().get(0).machines().get(0).choice()).isEmpty();
  }

  @Test
  void aMachineThatCouldNotBeHadIsTriedAgain() throws Exception {
    Lab lab =
        Labs.of(
            Labs.box(engine.busybox()),
            Labs.running("peer", engine.busybox(), true, "no-such-program"));
    WorkspaceView view = ready(lab, "box");
    server.machineReaches("ada", view.id(), "peer", MachineState.FAILED);

    server.workspaces.reset("ada", view.id(), "peer");

    Eventually.until(
        "it was tried",
        TestServer.SOON,
        () -> {
          MachineView peer = server.machine("ada", view.id(), "peer");
          return peer.change().isEmpty() && peer.state() == MachineState.FAILED;
        });
    assertThat(server.workspaces.find("ada", view.id()).state()).isEqualTo(WorkspaceState.READY);
  }

  @Test
  void aVmBootsAnew() throws Exception {
    String image = engine.uniqueName() + "-vm:latest";
    PretendVm.build(engine.engine(), data, engine.busybox(), image);
    try {
      WorkspaceView view = ready(Labs.of(Labs.vm("vm", image)), "vm");
      MachineView before = server.machine("ada", view.id(), "vm");
      try (ShellScreen screen =
          new ShellScreen(server.workspaces.terminal("ada", before.terminal()))) {
        screen.type("rm -rf /bin/ls /root; echo broken-$((1))");
        screen.shows("broken-1");

        MachineView anew = reset(view, "vm", before);

        assertThat(anew.accelerator()).isEqualTo(before.accelerator());
        screen.type("ls -d /bin; echo whole-$((1))");
        screen.shows("whole-1");
      }
      server.close();
    } finally {
      engine.engine().images().remove(image);
    }
  }

  @Test
  void nobodyResetsAMachineOfSomebodyElse() throws Exception {
    WorkspaceView view = ready(Labs.of(Labs.box(engine.busybox())), "box");

    refused(Reason.NOT_FOUND, () -> server.workspaces.reset("eve", view.id(), "box"));
    refused(Reason.NO_SUCH_PART, () -> server.workspaces.reset("ada", view.id(), "no-box"));
  }

  private static void refused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private MachineView reset(WorkspaceView view, String name, MachineView before) throws Exception {
    server.workspaces.reset("ada", view.id(), name);
    return another(view, name, before);
  }

  private MachineView another(WorkspaceView view, String name, MachineView before)
      throws Exception {
    Eventually.until(
        "another machine is ready",
        TestServer.SOON,
        () -> {
          MachineView now = server.machine("ada", view.id(), name);
          return now.state() == MachineState.READY && !now.engineId().equals(before.engineId());
        });
    return server.machine("ada", view.id(), name);
  }

  private WorkspaceView ready(Lab lab, String machine) throws Exception {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    server.machineReaches("ada", view.id(), machine, MachineState.READY);
    return view;
  }
}
