package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.engine.Command;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real virtual machine with the hardware that its learner chose, as its own kernel sees it. */
@Timeout(300)
class ChosenHardwareIT {
  private static final String IMAGE = "sidelab/vm-micro";
  private static final Duration BOOT = Duration.ofSeconds(120);

  @TempDir Path data;
  private TestEngine engine;
  private TestServer server;

  @BeforeEach
  void connect() throws Exception {
    engine = new TestEngine();
    assertThat(engine.engine().images().find(IMAGE))
        .as("build " + IMAGE + " from labs/images first")
        .isPresent();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
    engine.close();
  }

  @Test
  void theGuestHasTheMemoryAndTheProcessorsThatWereChosen() throws Exception {
    Lab lab = ChoosyLab.vm(IMAGE, 128 * ChoosyLab.MEBIBYTE);
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    String first = ready(view, "");
    assertThat(guestMebibytes(view)).isBetween(80L, 128L);

    int cpus = Math.min(2, engine.engine().info().cpus());
    server.workspaces.choose("ada", view.id(), "vm", ChoosyLab.hardware(224, cpus));
    ready(view, first);

    assertThat(guestMebibytes(view)).isBetween(160L, 224L);
    assertThat(inGuest(view, "nproc")).isEqualTo(String.valueOf(cpus));
    assertThat(server.machine("ada", view.id(), "vm").accelerator()).contains("tcg");
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(1);
  }

  private String ready(WorkspaceView view, String before) throws Exception {
    Eventually.until(
        "another VM answers",
        BOOT,
        () -> {
          MachineView vm = server.machine("ada", view.id(), "vm");
          return vm.state() == MachineState.READY
              && vm.engineId().filter(id -> !id.equals(before)).isPresent();
        });
    return server.machine("ada", view.id(), "vm").engineId().orElseThrow();
  }

  private long guestMebibytes(WorkspaceView view) throws Exception {
    String script = "sed -n 's/^MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo";
    return Long.parseLong(inGuest(view, script)) / 1024;
  }

  private String inGuest(WorkspaceView view, String script) throws Exception {
    String id = server.machine("ada", view.id(), "vm").engineId().orElseThrow();
    Command command = new Command(List.of("/vm/exec", "--wait", "30", "sh", "-c", script), BOOT);
    return engine.engine().machines().run(id, command).output().strip();
  }
}
