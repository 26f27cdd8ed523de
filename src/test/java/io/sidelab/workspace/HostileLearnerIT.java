package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A learner who is root in a machine and wants out of it, or wants to spoil it for others. */
@Timeout(60)
class HostileLearnerIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final List<String> ATTEMPTS =
      List.of(
          "mount -t tmpfs none /mnt",
          "mount -o bind / /mnt",
          "mount -t cgroup none /mnt",
          "mount -o remount,rw /sys",
          "unshare -m true",
          "unshare -U true",
          "unshare -n true",
          "nsenter -t 1 -m true",
          "mknod /tmp/disk b 254 0",
          "mknod /tmp/memory c 1 1",
          "echo 1 > /proc/sys/kernel/sysrq",
          "echo c > /proc/sysrq-trigger",
          "echo x > /proc/sys/kernel/core_pattern",
          "echo 1 > /proc/sys/net/ipv4/ip_forward",
          "echo /x > /sys/kernel/uevent_helper",
          "test $(head -c 1 /proc/kcore | wc -c) -gt 0",
          "test $(cat /proc/keys /proc/timer_list | wc -c) -gt 0",
          "echo -1000 > /proc/self/oom_score_adj",
          "dmesg | grep -q .",
          "hostname mine",
          "ip link set eth0 down",
          "ip address add 10.9.9.9/24 dev eth0",
          "ip route add 10.0.0.0/8 dev eth0",
          "ip link add mine type dummy",
          "arping -c 1 -w 1 -I eth0 10.214.0.1",
          "ulimit -n 100000",
          "ls /run/docker.sock /var/run/docker.sock",
          "f=$(ls /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null) && echo max > $f",
          "d=/sys/fs/cgroup/memory; test -d $d || d=/sys/fs/cgroup; mkdir $d/mine",
          "date -s 2001-01-01; test $(date +%Y) -lt 2002");

  private static TestEngine engine;

  @TempDir Path data;
  private TestServer server;
  private WorkspaceView mine;

  @BeforeAll
  static void connect() throws Exception {
    engine = new TestEngine();
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.close();
  }

  @BeforeEach
  void start() throws Exception {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve(lab());
    mine = server.ready("eve", lab());
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  private static Lab lab() {
    return Labs.of(Labs.container("box", engine.busybox(), NetworkAccess.ISOLATED, false));
  }

  private CommandResult sh(WorkspaceView workspace, String script) throws Exception {
    String id = server.machine(workspace.learnerId(), workspace.id(), "box").engineId().get();
    return engine
        .engine()
        .machines()
        .run(id, new Command(List.of("sh", "-c", script), Duration.ofSeconds(20)));
  }

  private ShellScreen shell(WorkspaceView workspace) throws Exception {
    String terminal = server.machine(workspace.learnerId(), workspace.id(), "box").terminal();
    return new ShellScreen(server.workspaces.terminal(workspace.learnerId(), terminal));
  }

  private void answersAtOnce(WorkspaceView workspace) throws Exception {
    try (ShellScreen screen = shell(workspace)) {
      screen.type("echo still $((40 + 2))");
      Eventually.until("answers", AT_ONCE, () -> screen.output().contains("still 42"));
    }
  }

  @Test
  void rootInAMachineDoesNotBreakOut() throws Exception {
    SoftAssertions attempts = new SoftAssertions();
    for (String attempt : ATTEMPTS) {
      CommandResult result = sh(mine, attempt);
      attempts.assertThat(result.succeeded()).as("%s: %s", attempt, result).isFalse();
      // A missing program would be no proof.
      attempts.assertThat(result.errors()).as(attempt).doesNotContain(": not found");
    }
    attempts.assertAll();
  }

  @Test
  void aForkBombHitsItsOwnMachineOnly() throws Exception {
    WorkspaceView other = server.ready("ada", lab());
    try (ShellScreen bomb = shell(mine)) {
      bomb.type("while :; do sleep 600 & done");
      bomb.shows("can't fork");

      answersAtOnce(other);
    }
    server.workspaces.close("eve", mine.id());

    server.reaches("eve", mine.id(), WorkspaceState.CLOSED);
    answersAtOnce(other);
  }

  @Test
  void memoryFileSystemsCountAsTheMachinesMemory() throws Exception {
    WorkspaceView other = server.ready("ada", lab());
    try (ShellScreen screen = shell(mine)) {
      screen.type("for i in 1 2 3 4; do dd if=/dev/zero of=/dev/shm/$i bs=1M count=30; done");
      screen.type("for i in 1 2 3 4; do dd if=/dev/zero of=/dev/$i bs=1M count=30; done");
      screen.type("tail /dev/zero; exit");

      MachineView ended = server.machineReaches("eve", mine.id(), "box", MachineState.EXITED);

      assertThat(ended.message()).contains("Start the machine again");
    }
    answersAtOnce(other);
  }

  @Test
  void whoFillsTheDiskIsEndedAndWhoGoesOnLosesTheMachine() throws Exception {
    String fill = "i=0; while :; do i=$((i+1)); dd if=/dev/zero of=/root/$i bs=1M count=15; done";
    try (ShellScreen screen = shell(mine)) {
      screen.type(fill);
      MachineView ended = server.machineReaches("eve", mine.id(), "box", MachineState.EXITED);
      assertThat(ended.message()).contains("16 MiB of disk").contains("delete something");

      server.workspaces.restart("eve", mine.id(), "box");
      screen.type(fill.replace("/root/", "/root/again"));

      MachineView removed = server.machineReaches("eve", mine.id(), "box", MachineState.FAILED);
      assertThat(removed.message()).contains("again").contains("begins anew");
      server.workspaces.restart("eve", mine.id(), "box");
      server.machineReaches("eve", mine.id(), "box", MachineState.READY);
    }

    assertThat(sh(mine, "ls /root").output()).isEmpty();
  }

  @Test
  void whoFillsTheDiskMayStartAgainAndDelete() throws Exception {
    sh(mine, "for i in 1 2 3; do dd if=/dev/zero of=/root/$i bs=1M count=12; done");
    server.machineReaches("eve", mine.id(), "box", MachineState.EXITED);

    server.workspaces.restart("eve", mine.id(), "box");
    try (ShellScreen screen = shell(mine)) {
      screen.type("sleep 2; rm /root/*; sleep 1; echo tidied $((40 + 2))");

      screen.shows("tidied 42");
    }

    assertThat(server.machine("eve", mine.id(), "box").state()).isEqualTo(MachineState.READY);
  }

  @Test
  void emptyFilesCountAsWell() throws Exception {
    try (ShellScreen screen = shell(mine)) {
      screen.type(
          "d=0; while :; do d=$((d+1)); mkdir /root/$d; cd /root/$d; seq 1 9999 | xargs touch; done");

      MachineView ended = server.machineReaches("eve", mine.id(), "box", MachineState.EXITED);

      assertThat(ended.message()).contains("1024 files");
    }
  }

  @Test
  void otherLearnersMachinesAreOutOfReach() throws Exception {
    WorkspaceView other = server.ready("ada", lab());
    String address =
        sh(other, "ip -4 -o addr show dev eth0 | awk '{print $4}' | cut -d/ -f1").output().strip();
    try (ShellScreen listens = shell(other)) {
      listens.type("nc -l -p 80 < /etc/passwd & sleep 1; echo listening $((40 + 2))");
      listens.shows("listening 42");

      assertThat(sh(mine, "nc -w 2 " + address + " 80 < /dev/null").output()).isEmpty();
      assertThat(sh(mine, "ping -c 1 -W 2 " + address).succeeded()).isFalse();
      assertThat(sh(other, "nc -w 2 " + address + " 80 < /dev/null").output()).contains("root");
    }
  }

  @Test
  void outputWithoutEndNeitherFillsTheServerNorStopsOthers() throws Exception {
    WorkspaceView other = server.ready("ada", lab());
    try (ShellScreen loud = shell(mine)) {
      loud.type("yes 0123456789012345678901234567890123456789");
      loud.shows("0123456789012345678901234567890123456789\r\n0123");
    }

    answersAtOnce(other);

    try (ShellScreen back = shell(mine)) {
      back.type("\u0003");
      back.type("echo still $((40 + 2))");
      back.shows("still 42");
    }
  }
}
