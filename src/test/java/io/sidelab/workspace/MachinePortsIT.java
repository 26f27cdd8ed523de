package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Command;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Machines;
import io.sidelab.engine.RunningCommand;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ports of real machines. */
@Timeout(180)
class MachinePortsIT {
  private static final String SERVE =
      "mkdir -p /tmp/w && echo hello-from-%1$s > /tmp/w/index.html"
          + " && httpd -p 127.0.0.1:8000 -h /tmp/w";

  private static TestEngine engine;
  private static String vm;

  @TempDir Path data;
  private TestServer server;
  private String id;

  @BeforeAll
  static void build(@TempDir Path folder) throws Exception {
    engine = new TestEngine();
    vm = engine.uniqueName() + "-vm:latest";
    PretendVm.build(engine.engine(), folder, engine.busybox(), vm);
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.engine().images().remove(vm);
    engine.close();
  }

  @BeforeEach
  void serve() throws Exception {
    server = setup().with(new DockerEngine(TestEngine.settings())).serve();
    id = server.ready("ada", Labs.of(Labs.box(engine.busybox()), Labs.vm(vm, false))).id();
    server.machineReaches("ada", id, "vm", MachineState.READY);
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void areListedAndReachedInAContainerAndInAVm() throws Exception {
    for (String machine : List.of("box", "vm")) {
      assertThat(server.workspaces.ports("ada", id, machine)).isEmpty();
      sh(
          machine,
          SERVE
              .formatted(machine)
              .replace("/tmp/w", machine.equals("vm") ? "/run/vm/w" : "/tmp/w"));

      assertThat(server.workspaces.ports("ada", id, machine)).containsExactly(8000);
      assertThat(get(machine)).contains("200 OK").endsWith("hello-from-" + machine + "\n");
    }
  }

  @Test
  void whereNothingListensEndAtOnceAndSaySo() throws Exception {
    for (String machine : List.of("box", "vm")) {
      try (RunningCommand command = server.workspaces.connect("ada", id, machine, 9)) {
        assertThat(command.read(new byte[1], 0, 1)).isEqualTo(-1);
        assertThat(command.exitCode()).hasValue(1);
      }
    }
  }

  @Test
  void areNobodyElses() {
    refuses(Reason.NOT_FOUND, () -> server.workspaces.ports("bob", id, "box"));
    refuses(Reason.NOT_FOUND, () -> server.workspaces.connect("bob", id, "box", 8000));
    refuses(Reason.NO_SUCH_PART, () -> server.workspaces.connect("ada", id, "other", 8000));
  }

  @Test
  void manyAtOnceShareOneDoorway() throws Exception {
    sh("box", SERVE.formatted("box"));
    ExecutorService browsers = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        answers.add(browsers.submit(() -> get("box")));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).endsWith("hello-from-box\n");
      }
    } finally {
      browsers.shutdownNow();
    }
    assertThat(doorways()).hasSize(1);
  }

  @Test
  void areReachedThroughANewDoorwayWhenTheFirstIsLost() throws Exception {
    sh("box", SERVE.formatted("box"));
    get("box");
    engine.engine().machines().remove(doorways().get(0).id());

    assertThat(get("box")).endsWith("hello-from-box\n");
  }

  @Test
  void goWithTheirMachineAndComeBackWithIt() throws Exception {
    get("box");
    assertThat(doorways()).hasSize(1);
    engine.engine().machines().kill(server.machine("ada", id, "box").engineId().orElseThrow());
    server.machineReaches("ada", id, "box", MachineState.EXITED);
    Eventually.until("its doorway is gone", TestServer.SOON, () -> doorways().isEmpty());
    refuses(Reason.WRONG_STATE, () -> server.workspaces.connect("ada", id, "box", 8000));

    server.workspaces.restart("ada", id, "box");
    server.machineReaches("ada", id, "box", MachineState.READY);
    sh("box", SERVE.formatted("box"));

    assertThat(get("box")).endsWith("hello-from-box\n");
  }

  @Test
  void endWithTheWorkspaceWhateverFlowsThroughThem() throws Exception {
    List<String> flood = List.of("nc", "-ll", "-p", "7000", "-e", "yes");
    String machine = server.machine("ada", id, "box").engineId().orElseThrow();
    try (RunningCommand program = engine.engine().machines().begin(machine, flood)) {
      Eventually.until(
          "it listens",
          TestServer.SOON,
          () -> server.workspaces.ports("ada", id, "box").contains(7000));
      try (RunningCommand command = server.workspaces.connect("ada", id, "box", 7000)) {
        assertThat(command.read(new byte[2], 0, 2)).isEqualTo(2);

        server.workspaces.close("ada", id);

        all(command);
      }
      all(program);
    }
    server.reaches("ada", id, WorkspaceState.CLOSED);
    engine.assertNothingLeft();
    refuses(Reason.WRONG_STATE, () -> server.workspaces.connect("ada", id, "box", 7000));
  }

  @Test
  void afterAKillOfTheServerOldDoorwaysAreRemoved() throws Exception {
    sh("box", SERVE.formatted("box"));
    get("box");
    String old = doorways().get(0).id();
    server.drop();

    server = setup().serve(Labs.of(Labs.box(engine.busybox()), Labs.vm(vm, false)));

    server.machineReaches("ada", id, "box", MachineState.READY);
    Eventually.until("the old one is gone", TestServer.SOON, () -> doorways().isEmpty());
    assertThat(get("box")).endsWith("hello-from-box\n");
    assertThat(doorways()).extracting(Labelled::id).doesNotContain(old).hasSize(1);
  }

  private List<Labelled> doorways() throws Exception {
    return engine.engine().machines().list(engine.labels()).stream()
        .filter(one -> one.labels().containsKey(Machines.DOORWAY_LABEL))
        .toList();
  }

  private String get(String machine) throws Exception {
    try (RunningCommand command = server.workspaces.connect("ada", id, machine, 8000)) {
      byte[] request = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      command.write(request, 0, request.length);
      return all(command);
    }
  }

  private static String all(RunningCommand command) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int count = command.read(buffer, 0, buffer.length);
    while (count >= 0) {
      if (all.size() < 1 << 20) {
        all.write(buffer, 0, count);
      }
      count = command.read(buffer, 0, buffer.length);
    }
    return all.toString(StandardCharsets.US_ASCII);
  }

  private void sh(String name, String script) throws Exception {
    String machine = server.machine("ada", id, name).engineId().orElseThrow();
    Command command = new Command(List.of("sh", "-c", script), TestServer.SOON);
    assertThat(engine.engine().machines().run(machine, command))
        .satisfies(result -> assertThat(result.succeeded()).as(result.errors()).isTrue());
  }

  private static void refuses(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }
}
