package io.sidelab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every engine does with machines and commands; terminals and networks have their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class EngineContract {
  protected static final Duration SOON = Duration.ofSeconds(20);

  protected TestEngine test;
  protected Machines machines;

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

  static void failsWith(FailureReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineFailure.class,
            failure -> {
              assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
              assertThat(failure.learnerText()).isNotBlank();
            });
  }

  protected CommandResult sh(String machine, String script) throws EngineFailure {
    return machines.run(machine, new Command(List.of("sh", "-c", script), SOON));
  }

  @Test
  void saysWhatItIs() throws Exception {
    EngineInfo info = test.engine().info();

    assertThat(info.version()).isNotBlank();
    assertThat(info.apiVersion()).matches("1\\.4\\d");
    assertThat(info.cpus()).isPositive();
    assertThat(info.memoryBytes()).isGreaterThan(256L * 1024 * 1024);
    assertThat(info.kernel()).isNotBlank();
    assertThat(info.id()).isNotBlank();
  }

  @Test
  void runsCommandsWithOutputErrorsAndExitCode() throws Exception {
    String machine = test.run();

    CommandResult result = sh(machine, "echo out; echo grüße >&2; exit 7");

    assertThat(result).isEqualTo(new CommandResult(7, "out\n", "grüße\n", false));
  }

  @Test
  void givesCommandsTheirInputToItsEnd() throws Exception {
    String machine = test.run();
    byte[] input = "x".repeat(1_000_000).getBytes();

    CommandResult result =
        machines.run(machine, new Command(List.of("cat"), input, SOON, 2_000_000));

    assertThat(result.output()).hasSize(1_000_000);
    assertThat(result.truncated()).isFalse();
  }

  @Test
  void keepsTheBeginningOfTooMuchOutput() throws Exception {
    String machine = test.run();

    CommandResult result =
        machines.run(machine, new Command(List.of("seq", "1", "200000"), new byte[0], SOON, 10));

    assertThat(result).isEqualTo(new CommandResult(0, "1\n2\n3\n4\n5\n", "", true));
  }

  @Test
  void endsACommandThatTakesTooLong() throws Exception {
    String machine = test.run();
    Command endless =
        new Command(List.of("sh", "-c", "sleep 4321 & sleep 4321"), Duration.ofMillis(700));

    failsWith(FailureReason.COMMAND_TIMEOUT, () -> machines.run(machine, endless));

    Eventually.until(
        "no process is left", SOON, () -> !sh(machine, "ps").output().contains("4321"));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void saysThatAProgramIsMissingAsAShellDoes() throws Exception {
    String machine = test.run();

    CommandResult result = machines.run(machine, new Command(List.of("no-such-program"), SOON));

    assertThat(result.exitCode()).isEqualTo(127);
  }

  @Test
  void tellsHowAMachineEnded() throws Exception {
    String machine = test.run("sh", "-c", "exit 3");

    Eventually.until("it ends", SOON, () -> !machines.inspect(machine).running());

    MachineStatus status = machines.inspect(machine);
    assertThat(status.exit()).contains(new MachineExit(3, false, ""));
    assertThat(status.hostPid()).isZero();
    assertThat(status.labels()).containsAllEntriesOf(test.labels());
    failsWith(FailureReason.NOT_RUNNING, () -> sh(machine, "true"));
  }

  @Test
  void knowsOfMachinesThatNeverStarted() throws Exception {
    String machine = machines.create(test.container());

    MachineStatus status = machines.inspect(machine);

    assertThat(status.running()).isFalse();
    assertThat(status.startedAt()).isEmpty();
    assertThat(status.exit()).isEmpty();
    assertThat(machines.list(test.labels())).extracting(Labelled::id).containsExactly(machine);
  }

  @Test
  void seesWhenTheKernelKilledForMemory() throws Exception {
    String machine = machines.create(test.container("sh", "-c", "tail -c 500m /dev/zero"));
    machines.start(machine);

    Eventually.until("it ends", SOON, () -> machines.inspect(machine).exit().isPresent());

    assertThat(machines.inspect(machine).exit()).contains(new MachineExit(137, true, ""));
  }

  @Test
  void endsAndRemovesWhatIsGoneWithoutComplaint() throws Exception {
    String machine = test.run();

    machines.start(machine);
    machines.kill(machine);
    machines.kill(machine);
    machines.remove(machine);
    machines.remove(machine);
    machines.kill(machine);

    failsWith(FailureReason.GONE, () -> machines.inspect(machine));
    failsWith(FailureReason.GONE, () -> machines.start(machine));
    failsWith(FailureReason.GONE, () -> sh(machine, "true"));
    failsWith(FailureReason.GONE, () -> machines.attach(machine, false));
    failsWith(FailureReason.GONE, () -> machines.open(machine, List.of("sh"), Map.of()));
  }

  @Test
  void makesNothingFromAnImageThatIsNotThere() throws Exception {
    MachineSpec spec = test.container();
    MachineSpec missing =
        new MachineSpec(
            spec.name(),
            "box",
            MachineKind.CONTAINER,
            "sidelab-test/none:1",
            List.of(),
            Map.of(),
            spec.limits(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            TerminalSize.DEFAULT,
            spec.labels());

    failsWith(FailureReason.IMAGE_NOT_FOUND, () -> machines.create(missing));
  }

  @Test
  void refusesASecondMachineOfTheSameName() throws Exception {
    MachineSpec spec = test.container();
    machines.create(spec);

    failsWith(FailureReason.NAME_TAKEN, () -> machines.create(spec));
  }

  @Test
  void saysWhenAMachineCannotStart() throws Exception {
    String machine = machines.create(test.container("/no/such/program"));

    failsWith(FailureReason.START_FAILED, () -> machines.start(machine));
  }

  @Test
  void putsFilesIntoMachinesStartedOrNot() throws Exception {
    String machine = machines.create(test.container());
    machines.put(
        machine,
        List.of(new MachineFile("/opt/lab/deep/run", 0755, "#!/bin/sh\necho hi".getBytes())));
    machines.start(machine);
    machines.put(machine, List.of(new MachineFile("/root/größe", 0600, new byte[] {0, -1, 10})));

    assertThat(sh(machine, "/opt/lab/deep/run").output()).isEqualTo("hi\n");
    assertThat(sh(machine, "stat -c %a:%u:%s /root/größe").output()).isEqualTo("600:0:3\n");
  }

  @Test
  void measuresWhatAMachineUses() throws Exception {
    String machine = test.run();
    sh(machine, "dd if=/dev/zero of=/tmp/file bs=1M count=3");

    Usage usage = machines.usage(machine);
    DiskUsage disk = machines.diskUsage(machine);
    List<HostProcess> processes = machines.hostProcesses(machine);

    assertThat(usage.readAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(usage.memoryLimitBytes()).isEqualTo(TestEngine.limits().memoryBytes());
    assertThat(usage.memoryBytes()).isPositive().isLessThan(usage.memoryLimitBytes());
    assertThat(usage.cpuNanos()).isPositive();
    assertThat(usage.processes()).isEqualTo(1);
    assertThat(disk.writtenBytes()).isBetween(3_000_000L, 4_000_000L);
    assertThat(disk.imageBytes()).isPositive();
    assertThat(processes).hasSize(1);
    assertThat(processes.get(0).hostPid()).isEqualTo(machines.inspect(machine).hostPid());
    assertThat(processes.get(0).command()).contains("sh");
    assertThat(processes.get(0).residentBytes()).isPositive();
  }

  @Test
  void countsFilesAMachineMadeUpToAsManyAsAsked() throws Exception {
    String machine = test.run();
    assertThat(machines.changedFiles(machine, 100)).isLessThan(10);

    sh(machine, "mkdir /root/many; cd /root/many; seq 1 500 | xargs touch");

    assertThat(machines.changedFiles(machine, 10_000)).isBetween(501L, 520L);
    assertThat(machines.changedFiles(machine, 50)).isEqualTo(50);
  }

  @Test
  void containersHaveFewRightsAndFirmLimits() throws Exception {
    String machine = test.run();

    String status =
        sh(machine, "grep -E 'Cap(Eff|Bnd)|NoNewPrivs|Seccomp:' /proc/1/status").output();
    // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, FSETID 4, KILL 5, SETGID 6, SETUID 7, SETPCAP 8,
    // NET_BIND_SERVICE 10, SYS_CHROOT 18, AUDIT_WRITE 29.
    assertThat(status).contains("CapEff:\t00000000200405fb").contains("CapBnd:\t00000000200405fb");
    assertThat(status).contains("NoNewPrivs:\t1").contains("Seccomp:\t2");
    assertThat(sh(machine, "ulimit -c; ulimit -n").output()).isEqualTo("0\n4096\n");
    assertThat(sh(machine, "dd if=/dev/zero of=/tmp/big bs=1M count=70").succeeded()).isFalse();
    assertThat(sh(machine, "mount -t tmpfs none /tmp").succeeded()).isFalse();
    assertThat(sh(machine, "mknod /tmp/disk b 254 0").succeeded()).isFalse();
    assertThat(sh(machine, "ls -A /run /var/run 2>/dev/null").output()).doesNotContain("docker");
    String forks = "for i in $(seq 100); do sleep 5 & done 2>&1; true";
    assertThat(sh(machine, forks).output()).contains("can't fork");
  }

  @Test
  void findsImagesAndTheirLabels() throws Exception {
    Images images = test.engine().images();

    Image image = images.find(test.busybox()).orElseThrow();

    assertThat(image.labels()).containsEntry("io.sidelab.test", "busybox");
    assertThat(image.names()).contains(test.busybox());
    assertThat(image.sizeBytes()).isPositive();
    assertThat(image.architecture()).isNotBlank();
    assertThat(images.find("sidelab-test/none:1")).isEmpty();
  }
}
