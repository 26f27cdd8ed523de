package io.sidelab.engine;

import static io.sidelab.engine.EngineContract.failsWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every engine does with commands that somebody holds, and with doorways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class HeldCommandContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> ECHO_SERVER = List.of("nc", "-ll", "-p", "7000", "-e", "cat");

  private TestEngine test;
  private Machines machines;

  protected abstract TestEngine open() throws Exception;

  @BeforeAll
  void openEngine() throws Exception {
    test = open();
    machines = test.engine().machines();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    test.sweep();
    test.assertNothingLeft();
  }

  @AfterAll
  void closeEngine() throws Exception {
    test.close();
  }

  @Test
  void bytesPassBothWaysAsTheyAre() throws Exception {
    String machine = test.run();
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);

    try (RunningCommand command = machines.begin(machine, List.of("head", "-c", "100000"))) {
      command.write(bytes, 0, bytes.length);

      assertThat(all(command)).isEqualTo(bytes);
      assertThat(command.exitCode()).hasValue(0);
    }
  }

  @Test
  void errorsAreLeftOutAndTheExitCodeIsTold() throws Exception {
    String machine = test.run();
    List<String> line = List.of("sh", "-c", "echo one; echo wrong >&2; echo two; exit 3");

    try (RunningCommand command = machines.begin(machine, line)) {
      assertThat(new String(all(command), StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
      assertThat(command.exitCode()).hasValue(3);
    }
  }

  @Test
  void closingEndsACommandThatGoesOn() throws Exception {
    String machine = test.run();
    RunningCommand command =
        machines.begin(machine, List.of("sh", "-c", "echo on; exec sleep 4321"));
    assertThat(command.read(new byte[3], 0, 3)).isEqualTo(3);

    command.close();

    Eventually.until("it has ended", SOON, () -> sleepers(machine) == 0);
  }

  private long sleepers(String machine) throws EngineFailure {
    return machines.hostProcesses(machine).stream()
        .filter(process -> process.command().contains("4321"))
        .count();
  }

  @Test
  void aDoorwayReachesWhatListensInItsMachineOnly() throws Exception {
    String machine = test.engine().machines().create(test.container());
    machines.start(machine);
    machines.begin(machine, ECHO_SERVER);
    String doorway = machines.openDoorway(machine, test.busybox(), test.labels());

    Eventually.passes(SOON, () -> assertThat(echo(doorway, "hello")).isEqualTo("hello"));
    String other = test.run();
    String elsewhere = machines.openDoorway(other, test.busybox(), test.labels());
    assertThat(echo(elsewhere, "hello")).isEmpty();
  }

  private String echo(String doorway, String text) throws Exception {
    try (RunningCommand command = machines.begin(doorway, List.of("nc", "127.0.0.1", "7000"))) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      command.write(bytes, 0, bytes.length);
      byte[] back = new byte[bytes.length];
      int count = command.read(back, 0, back.length);
      return count < 0 ? "" : new String(back, 0, count, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aDoorwayHasNoRights() throws Exception {
    String machine = test.run();
    String doorway = machines.openDoorway(machine, test.busybox(), test.labels());
    String script =
        "id -u; grep -E 'Cap(Eff|Bnd|Prm)|NoNewPrivs' /proc/self/status; touch /x; ls /dev | wc -l;"
            + " ps | grep -c '[s]h$'";

    CommandResult result =
        machines.run(doorway, new Command(List.of("sh", "-c", script), Duration.ofSeconds(20)));

    assertThat(result.output())
        .startsWith("65534\n")
        .contains("CapEff:\t0000000000000000", "CapPrm:\t0000000000000000")
        .contains("CapBnd:\t0000000000000000", "NoNewPrivs:\t1");
    assertThat(result.errors()).contains("Read-only file system");
    assertThat(machines.inspect(doorway).labels()).containsEntry(Machines.DOORWAY_LABEL, machine);
  }

  @Test
  void aDoorwayIsNoMachineAmongThoseThatAreMeasured() throws Exception {
    String machine = test.run();
    machines.openDoorway(machine, test.busybox(), test.labels());

    assertThat(machines.writableLayers(test.labels()))
        .extracting(WritableLayer::machineId)
        .containsExactly(machine);
  }

  @Test
  void thereIsNoDoorwayToWhatDoesNotRun() throws Exception {
    String machine = machines.create(test.container());
    Map<String, String> labels = test.labels();

    failsWith(
        FailureReason.NOT_RUNNING, () -> machines.openDoorway(machine, test.busybox(), labels));
    failsWith(
        FailureReason.IMAGE_NOT_FOUND, () -> machines.openDoorway(machine, "nowhere:1", labels));
    assertThat(machines.list(labels)).extracting(Labelled::id).containsExactly(machine);
  }

  private static byte[] all(RunningCommand command) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int count = command.read(buffer, 0, buffer.length);
    while (count >= 0) {
      all.write(buffer, 0, count);
      count = command.read(buffer, 0, buffer.length);
    }
    return all.toByteArray();
  }
}
