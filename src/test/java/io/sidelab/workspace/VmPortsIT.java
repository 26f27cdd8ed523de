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
  private static final String BUSYBOX_ECHO = "nc -ll -p 7000 -e cat";
  private static final String PERL_ECHO =
      "perl -MSocket -e 'socket S,2,1,6; setsockopt S,1,2,1; bind S,sockaddr_in(7000,INADDR_LOOPBACK);"
          + " listen S,9; while(accept C,S){ if(fork){close C; next} syswrite C,$b while sysread C,$b,9999;"
          + " exit }'";

  private static final Duration BOOT = Duration.ofSeconds(120);

  @TempDir Path data;
  private TestEngine engine;
  private TestServer server;
  private String id;

  @BeforeEach
  void connect() throws Exception {
    engine = new TestEngine();
  }

  private void boot(String image) throws Exception {
    assertThat(engine.engine().images().find(image))
        .as("build " + image + " from labs/images first")
        .isPresent();
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve();
    id = server.ready("ada", Labs.of(machine(image))).id();
    Eventually.until(
        "the guest answers",
        BOOT,
        () -> server.machine("ada", id, "vm").state() == MachineState.READY);
  }

  private static MachineDefinition machine(String image) {
    MachineDefinition small = Labs.vm("vm", image);
    return new MachineDefinition(
        small.name(),
        small.title(),
        small.kind(),
        small.image(),
        small.command(),
        8 * small.memoryBytes(),
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
  void throughBusyBox() throws Exception {
    boot("sidelab/vm-micro");
    bytesPassBothWaysAndNothingStaysBehind(BUSYBOX_ECHO);
  }

  @Test
  void throughDebian() throws Exception {
    boot("sidelab/vm-debian");
    bytesPassBothWaysAndNothingStaysBehind(PERL_ECHO);
  }

  private void bytesPassBothWaysAndNothingStaysBehind(String echo) throws Exception {
    assertThat(server.workspaces.ports("ada", id, "vm")).isEmpty();
    guest(echo + " </dev/null >/dev/null 2>&1 & echo started");
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

    Eventually.passes(
        TestServer.SOON,
        () ->
            assertThat(guest("cat /proc/[0-9]*/cmdline | tr '\\0' ' '"))
                .as("no connection stays in the guest")
                .doesNotContain("nc 127.0.0.1", "nc -N"));
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
