package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.content.LabFile;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a workspace on the real engine. */
@Timeout(120)
class WorkspaceLifeIT {
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
  void theSizeOfAPageThatIsThereBeforeTheMachineIsTheMachines() throws Exception {
    WorkspaceView begun = server.workspaces.start("ada", box());
    MachineView machine = server.machine("ada", begun.id(), "box");
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.resize(101, 43);
      server.reaches("ada", begun.id(), WorkspaceState.READY);

      for (String run : List.of("first", "second")) {
        screen.type("until stty size | grep -x '43 101'; do sleep 0.1; done; echo " + run + "''");
        screen.shows("43 101\r\n" + run);
        screen.type("exit");
        server.machineReaches("ada", begun.id(), "box", MachineState.EXITED);
        server.workspaces.restart("ada", begun.id(), "box");
      }
    }
  }

  @Test
  void startsAShellThatAnswersAndEndsWithoutATrace() throws Exception {
    List<WorkspaceState> seen = Collections.synchronizedList(new ArrayList<>());
    WorkspaceView begun = server.workspaces.start("ada", box());
    server.workspaces.watch("ada", begun.id(), view -> seen.add(view.state()));
    assertThat(begun.state()).isEqualTo(WorkspaceState.STARTING);

    server.reaches("ada", begun.id(), WorkspaceState.READY);
    MachineView machine = server.machine("ada", begun.id(), "box");
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.type("echo $((6 * 7)) on $(hostname)");
      screen.shows("42 on box");

      server.workspaces.close("ada", begun.id());
      WorkspaceView closed = server.reaches("ada", begun.id(), WorkspaceState.CLOSED);

      assertThat(closed.end()).contains(EndReason.CLOSED_BY_LEARNER);
      assertThat(screen.closed).isEqualTo("WORKSPACE_ENDED You ended this lab.");
    }
    engine.assertNothingLeft();
    assertThat(server.workspaces.of("ada")).isEmpty();
    assertThat(seen).containsSubsequence(WorkspaceState.READY, WorkspaceState.CLOSED);
  }

  @Test
  void measuresTheTimeToThePrompt() throws Exception {
    WorkspaceView view = server.ready("ada", box());

    Eventually.until(
        "a time is known",
        TestServer.SOON,
        () -> server.machine("ada", view.id(), "box").promptMillis().isPresent());

    assertThat(server.machine("ada", view.id(), "box").promptMillis().orElseThrow())
        .isBetween(1L, 20_000L);
  }

  @Test
  void connectsTheMachinesOfALabAndNobodyElse() throws Exception {
    Lab pair =
        Labs.of(
            Labs.container("box", engine.busybox(), NetworkAccess.ISOLATED, false),
            Labs.container("peer", engine.busybox(), NetworkAccess.ISOLATED, false));
    WorkspaceView first = server.ready("ada", pair);
    WorkspaceView second = server.ready("bob", pair);

    String peer = serves(first);
    String stranger = serves(second);

    assertThat(run(first, "box", "nslookup peer 127.0.0.11").output()).contains(peer);
    assertThat(run(first, "box", fetch(peer)).output()).endsWith("served");
    assertThat(run(first, "box", fetch(stranger)).succeeded()).isFalse();
  }

  /** Has the peer serve a page and returns its address. */
  private String serves(WorkspaceView view) throws Exception {
    String script =
        "mkdir -p /srv && printf served > /srv/page && httpd -p 7000 -h /srv"
            + " && ip -4 -o addr show eth0";
    return run(view, "peer", script).output().replaceAll("(?s).*inet ([0-9.]+)/.*", "$1");
  }

  private static String fetch(String address) {
    return "printf 'GET /page HTTP/1.0\\r\\n\\r\\n' | nc -w 3 " + address + " 7000";
  }

  @Test
  void putsFilesIntoMachinesBeforeTheyStart() throws Exception {
    Path source = Files.writeString(data.resolve("greet.sh"), "#!/bin/sh\necho hello\n");
    Lab lab =
        Labs.of(Labs.withFiles(engine.busybox(), new LabFile(source, "/opt/bin/greet", 0755)));

    WorkspaceView view = server.ready("ada", lab);

    assertThat(run(view, "box", "/opt/bin/greet").output()).isEqualTo("hello\n");
  }

  @Test
  void tellsHowAMachineEndedAndStartsItAgainWithItsFiles() throws Exception {
    WorkspaceView view = server.ready("ada", box());
    MachineView machine = server.machine("ada", view.id(), "box");
    try (ShellScreen screen =
        new ShellScreen(server.workspaces.terminal("ada", machine.terminal()))) {
      screen.type("echo kept > /root/note; exit 3");
      MachineView ended = server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
      assertThat(ended.message()).contains("exit code 3").contains("Start the machine again");
      Eventually.until("the screen hears of it", TestServer.SOON, () -> !screen.exit.isEmpty());
      assertThat(screen.exit).startsWith("code 3");

      server.workspaces.restart("ada", view.id(), "box");

      server.machineReaches("ada", view.id(), "box", MachineState.READY);
      screen.type("cat /root/note; echo as$((1))");
      screen.shows("kept");
      screen.shows("as1");
    }
  }

  @Test
  void saysThatAMachineRanOutOfMemory() throws Exception {
    Lab greedy = Labs.of(Labs.running(engine.busybox(), "sh", "-c", "read x; tail /dev/zero"));
    WorkspaceView view = server.ready("ada", greedy);
    MachineView machine = server.machine("ada", view.id(), "box");

    server.workspaces.terminal("ada", machine.terminal()).type(line("go"));

    MachineView ended = server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
    assertThat(ended.message()).contains("more memory than its 32 MiB");
  }

  @Test
  void endsAMachineThatWritesMoreThanItsDiskLimit() throws Exception {
    WorkspaceView view = server.ready("ada", box());

    run(view, "box", "for i in 1 2 3; do dd if=/dev/zero of=/root/$i bs=1M count=12; done");

    MachineView ended = server.machineReaches("ada", view.id(), "box", MachineState.EXITED);
    assertThat(ended.message()).contains("more than its 16 MiB of disk");
  }

  @Test
  void opensFurtherTerminalsUpToTheLimit() throws Exception {
    WorkspaceView view = server.ready("ada", box());
    String second = server.workspaces.openTerminal("ada", view.id(), "box");
    String third = server.workspaces.openTerminal("ada", view.id(), "box");
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", second))) {
      screen.type("tty; echo in $((1 + 1))");
      screen.shows("in 2");
    }

    assertThatThrownBy(() -> server.workspaces.openTerminal("ada", view.id(), "box"))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_TERMINALS));
    server.workspaces.closeTerminal("ada", view.id(), second);
    assertThat(server.machine("ada", view.id(), "box").terminals()).containsExactly(third);
    server.workspaces.terminal("ada", third).type(line("exit"));
    Eventually.until(
        "the shell that ended is gone",
        TestServer.SOON,
        () -> server.machine("ada", view.id(), "box").terminals().isEmpty());
  }

  @Test
  void keepsWorkspacesAndTerminalsFromOthers() throws Exception {
    WorkspaceView view = server.ready("ada", box());
    String terminal = server.machine("ada", view.id(), "box").terminal();

    assertNotFound(() -> server.workspaces.find("eve", view.id()));
    assertNotFound(() -> server.workspaces.close("eve", view.id()));
    assertNotFound(() -> server.workspaces.terminal("eve", terminal));
    assertNotFound(() -> server.workspaces.check("eve", view.id(), 1));
    assertThat(server.workspaces.of("eve")).isEmpty();
  }

  @Test
  void closesInOrderAndRefusesAfterwards() throws Exception {
    WorkspaceView view = server.ready("ada", box());

    server.workspaces.close();

    engine.assertNothingLeft();
    assertThat(server.workspaces.find("ada", view.id()).end()).contains(EndReason.SERVER_STOPPED);
    assertThatThrownBy(() -> server.workspaces.start("ada", box()))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.STOPPING));
  }

  private static Lab box() {
    return Labs.of(Labs.box(engine.busybox()));
  }

  private CommandResult run(WorkspaceView view, String machine, String script) throws Exception {
    String id = server.machine(view.learnerId(), view.id(), machine).engineId().orElseThrow();
    return engine
        .engine()
        .machines()
        .run(id, new Command(List.of("sh", "-c", script), Duration.ofSeconds(15)));
  }

  private static java.nio.ByteBuffer line(String text) {
    return java.nio.ByteBuffer.wrap(
        (text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND));
  }
}
