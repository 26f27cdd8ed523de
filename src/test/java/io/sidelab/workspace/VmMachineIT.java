package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.content.LabFile;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.MachineKind;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the server deals with VMs, as their contract with it says. */
@Timeout(120)
class VmMachineIT {
  private static TestEngine engine;
  private static String vm;
  private static String deaf;

  @TempDir Path data;
  private TestServer server;

  @BeforeAll
  static void build(@TempDir Path folder) throws Exception {
    engine = new TestEngine();
    vm = engine.uniqueName() + "-vm:latest";
    deaf = engine.uniqueName() + "-deaf:latest";
    PretendVm.build(engine.engine(), folder, engine.busybox(), vm);
    PretendVm.buildNeverReady(engine.engine(), folder, engine.busybox(), deaf);
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.engine().images().remove(vm);
    engine.engine().images().remove(deaf);
    engine.close();
  }

  @BeforeEach
  void serve() {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void letsTheLearnerWatchTheBootAndIsReadyWhenTheGuestAnswers() throws Exception {
    Path source = Files.writeString(data.resolve("note"), "for the guest");
    Lab lab =
        Labs.of(
            Labs.box(engine.busybox()),
            Labs.vm(vm, false, new LabFile(source, "/run/vm/lab/note", 0640)));

    WorkspaceView view = server.ready("ada", lab);

    MachineView booting = server.machine("ada", view.id(), "vm");
    assertThat(booting.kind()).isEqualTo(MachineKind.VM);
    assertThat(booting.accelerator()).contains("tcg");
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", booting.terminal()))) {
      screen.shows("booting");
      server.machineReaches("ada", view.id(), "vm", MachineState.READY);
      screen.type("cat /run/vm/lab/note; ls -l /run/vm/lab/note; echo me=$VM_HOSTNAME");
      screen.shows("for the guest");
      screen.shows("-rw-r-----");
      screen.shows("me=vm");
    }
  }

  @Test
  void saysWhatAVmRunsUnderAfterAKillOfTheServerToo() throws Exception {
    Lab lab = Labs.of(Labs.vm(vm, false));
    server.close();
    TestServer.Setup setup = new TestServer.Setup(engine.engine(), engine.serverId(), data);
    server = setup.with(new DockerEngine(TestEngine.settings())).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    server.drop();

    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve(lab);

    server.machineReaches("ada", view.id(), "vm", MachineState.READY);
    Eventually.until(
        "the new server knows",
        TestServer.SOON,
        () -> server.machine("ada", view.id(), "vm").accelerator().equals(Optional.of("tcg")));
  }

  @Test
  void refusesATerminalBeforeTheGuestAnswers() throws Exception {
    WorkspaceView view = server.ready("ada", Labs.of(Labs.vm(deaf, false)));

    assertThatThrownBy(() -> server.workspaces.openTerminal("ada", view.id(), "vm"))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.WRONG_STATE));
  }

  @Test
  void saysThatAGuestTakesTooLong() throws Exception {
    WorkspaceView view = server.ready("ada", Labs.of(Labs.vm(deaf, false)));

    Eventually.until(
        "the learner hears of it",
        TestServer.SOON,
        () -> server.machine("ada", view.id(), "vm").message().contains("has not answered"));

    assertThat(server.machine("ada", view.id(), "vm").state()).isEqualTo(MachineState.STARTING);
  }

  @Test
  void saysThatTheVmWasPoweredOffAndBootsItAgain() throws Exception {
    Path source = Files.writeString(data.resolve("note"), "for the guest");
    WorkspaceView view =
        server.ready("ada", Labs.of(Labs.vm(vm, false, new LabFile(source, "/run/vm/note", 0644))));
    MachineView machine = server.machineReaches("ada", view.id(), "vm", MachineState.READY);
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.type("exit 0");
      MachineView ended = server.machineReaches("ada", view.id(), "vm", MachineState.EXITED);
      assertThat(ended.message()).contains("powered off").contains("its disk begins anew");

      server.workspaces.restart("ada", view.id(), "vm");

      server.machineReaches("ada", view.id(), "vm", MachineState.READY);
      screen.type("cat /run/vm/note; echo again-$((1))");
      screen.shows("again-1");
      assertThat(screen.output()).contains("for the guest");
    }
  }

  @Test
  void leavesTheGuestsFilesAloneAfterAKill() throws Exception {
    Path source = Files.writeString(data.resolve("note"), "as the author wrote it");
    Lab lab = Labs.of(Labs.vm(vm, false, new LabFile(source, "/run/vm/note", 0644)));
    server.close();
    server =
        new TestServer.Setup(new DockerEngine(TestEngine.settings()), engine.serverId(), data)
            .serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    MachineView machine = server.machineReaches("ada", view.id(), "vm", MachineState.READY);
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.type("echo mine > /run/vm/note; echo written-$((1))");
      screen.shows("written-1");
    }
    server.drop();

    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve(lab);

    server.machineReaches("ada", view.id(), "vm", MachineState.READY);
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.type("cat /run/vm/note; echo read-$((1))");
      screen.shows("read-1");
      assertThat(screen.output()).contains("\nmine").doesNotContain("as the author");
    }
  }
}
