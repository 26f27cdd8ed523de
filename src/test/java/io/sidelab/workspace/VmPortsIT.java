package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.RunningCommand;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ports of a real VM, through its guest agent. */
@Timeout(300)
class VmPortsIT {
  private static final String IMAGE = "sidelab/vm-micro";
  private static final Duration BOOT = Duration.ofSeconds(120);

  @TempDir Path data;
  private TestEngine engine;
  private TestServer server;
  private String id;

  @BeforeEach
  void boot() throws Exception {
    engine = new TestEngine();
    assertThat(engine.engine().images().find(IMAGE))
        .as("build " + IMAGE + " from labs/images first")
        .isPresent();
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve();
    id = server.ready("ada", Labs.of(machine())).id();
    Eventually.until(
        "the guest answers",
        BOOT,
        () -> server.machine("ada", id, "vm").state() == MachineState.READY);
  }

  private static MachineDefinition machine() {
    MachineDefinition small = Labs.vm("vm", IMAGE);
    return new MachineDefinition(
        small.name(),
        small.title(),
        small.kind(),
        small.image(),
        small.command(),
        4 * small.memoryBytes(),
        small.cpus(),
        4 * small.diskBytes(),
        small.network(),
        small.start(),
        small.files(),
        small.optional());
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.close();
  }

  @Test
  void bytesPassBothWaysAndNothingStaysBehind() throws Exception {
    assertThat(server.workspaces.ports("ada", id, "vm")).isEmpty();
    guest("nc -ll -p 7000 -e cat </dev/null >/dev/null 2>&1 & echo started");
    Eventually.until(
        "it listens",
        TestServer.SOON,
        () -> server.workspaces.ports("ada", id, "vm").equals(List.of(7000)));
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);

    try (RunningCommand command = server.workspaces.connect("ada", id, "vm", 7000)) {
      Thread writing = new Thread(() -> write(command, bytes), "writing");
      writing.start();
      assertThat(read(command, bytes.length)).isEqualTo(bytes);
      writing.join(10_000);
    }

    Eventually.until(
        "no connection stays in the guest",
        TestServer.SOON,
        () -> guest("ps | grep -c '[n]c 127.0.0.1'").strip().equals("0"));
    try (RunningCommand command = server.workspaces.connect("ada", id, "vm", 9)) {
      assertThat(command.read(new byte[1], 0, 1)).isEqualTo(-1);
      assertThat(command.exitCode().orElse(0)).isNotZero();
    }
  }

  private static void write(RunningCommand command, byte[] bytes) {
    try {
      command.write(bytes, 0, bytes.length);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static byte[] read(RunningCommand command, int length) throws Exception {
    byte[] all = new byte[length];
    int at = 0;
    while (at < length) {
      int count = command.read(all, at, length - at);
      assertThat(count).isPositive();
      at += count;
    }
    return all;
  }

  private String guest(String script) throws Exception {
    String machine = server.machine("ada", id, "vm").engineId().orElseThrow();
    CommandResult result =
        engine
            .engine()
            .machines()
            .run(
                machine,
                new Command(List.of("/vm/exec", "sh", "-c", script), Duration.ofSeconds(30)));
    return result.output();
  }
}
