package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidelab.content.DensityFigure;
import io.sidelab.engine.Command;
import io.sidelab.evidence.DensityView;
import io.sidelab.evidence.GrowthPoint;
import io.sidelab.evidence.GrowthView;
import io.sidelab.evidence.RaceView;
import io.sidelab.evidence.RaceView.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races and growing numbers on the real engine, held against cgroup files and /proc. */
@Timeout(240)
class DensityIT extends DensityFixture {
  private static final long KIB = 1024;

  @Test
  void growsToTheNumberAndMeasuresWhatTheKernelsOwnFilesSay() throws Exception {
    int wanted = 5;
    server = setup().serve();
    WorkspaceView view =
        server.ready(
            "ada",
            lab(true, 10, 512 * MIB, "sh", "-c", "head -c 1048576 /dev/zero > /big; exec sh"));
    server.machineReaches("ada", view.id(), "vm", MachineState.READY);

    runs().grow("ada", view.id(), wanted);
    Map<String, Long> memory = new HashMap<>();
    Map<String, Long> shims = new HashMap<>();
    while (!runs().view("ada", view.id()).running().isEmpty()) {
      for (String id : made()) {
        read(id, memory, shims);
      }
    }

    DensityView measured = over(view);
    GrowthView growth = measured.growth().orElseThrow();
    assertThat(growth.state()).isEqualTo("done");
    assertThat(growth.endedBy()).isEqualTo("count");
    assertThat(growth.points()).extracting(GrowthPoint::containers).containsExactly(1, 2, 5);
    GrowthPoint last = growth.points().get(2);
    assertThat(last.memoryBytes()).isCloseTo(sum(memory), within(wanted * 300 * KIB));
    assertThat(last.shimBytes().orElseThrow()).isCloseTo(sum(shims), within(wanted * MIB));
    assertThat(last.layerBytes()).isEqualTo(wanted * MIB);
    assertThat(last.imageBytes())
        .isEqualTo(engine.engine().images().find(engine.busybox()).orElseThrow().sizeBytes());
    long total = kib(Path.of("/proc/meminfo"), "MemTotal:");
    assertThat(growth.availableBefore().orElseThrow()).isBetween(total / 100, total);
    assertThat(growth.vm().orElseThrow().memoryBytes()).isPositive();
    assertThat(growth.vm().orElseThrow().diskBytes()).isPresent();
    assertThat(measured.figures())
        .containsEntry("growth/containers", "5")
        .containsKeys(
            DensityFigure.all().stream()
                .filter(name -> name.startsWith("growth/"))
                .toArray(String[]::new));
    removesAllButTheLearnersOwn(2);
  }

  /** From the files of the process's own cgroup; nothing for one that has just ended. */
  private void read(String id, Map<String, Long> memory, Map<String, Long> shims) {
    try {
      int pid = engine.engine().machines().inspect(id).hostPid();
      String groups = Files.readString(Path.of("/proc/" + pid + "/cgroup"));
      memory.put(id, cgroup(groups, id));
      long parent = kib(Path.of("/proc/" + pid + "/status"), "PPid:") / KIB;
      shims.put(id, kib(Path.of("/proc/" + parent + "/smaps_rollup"), "Pss:"));
    } catch (Exception ended) {
      // It was removed between two looks, or is not ready yet; what was read before stays.
      return;
    }
  }

  /** Fails while it is not yet in its own, hierarchy by hierarchy: the host's would be read. */
  private static long cgroup(String groups, String id) throws Exception {
    String path =
        groups
            .lines()
            .filter(line -> line.contains(":memory:") || line.startsWith("0::"))
            .filter(line -> line.contains(id))
            .findFirst()
            .orElseThrow()
            .replaceFirst("^\\d+:(memory)?:", "");
    Path old = Path.of("/sys/fs/cgroup/memory" + path);
    Path folder = Files.exists(old) ? old : Path.of("/sys/fs/cgroup" + path);
    boolean first = folder.equals(old);
    String used = first ? "memory.usage_in_bytes" : "memory.current";
    String inactive = first ? "total_inactive_file" : "inactive_file";
    long droppable =
        Files.readAllLines(folder.resolve("memory.stat")).stream()
            .filter(line -> line.startsWith(inactive + " "))
            .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
            .sum();
    return Long.parseLong(Files.readString(folder.resolve(used)).strip()) - droppable;
  }

  private static long kib(Path file, String name) throws Exception {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
        .findFirst()
        .orElseThrow();
  }

  private static long sum(Map<String, Long> each) {
    return each.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void racesContainersAgainstAFreshVmAndTimesEachToItsPrompt() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(true, 10, 512 * MIB));
    Instant before = Instant.now();

    runs().race("ada", view.id(), 4);
    DensityView measured = over(view);

    RaceView race = measured.race().orElseThrow();
    long whole = Duration.between(before, Instant.now()).toMillis();
    assertThat(race.state()).isEqualTo("done");
    assertThat(race.accelerator()).startsWith("tcg: ");
    assertThat(race.lanes())
        .extracting(Lane::kind)
        .containsExactly("container", "container", "container", "container", "vm");
    assertThat(race.lanes())
        .allSatisfy(
            lane -> {
              assertThat(lane.readyMillis().orElseThrow())
                  .isBetween(lane.startMillis().orElseThrow() + 1, whole);
            });
    // Its guest's prompt comes after a second, by its image's script.
    Lane racing = race.lanes().get(4);
    assertThat(racing.readyMillis().orElseThrow() - racing.startMillis().orElseThrow())
        .isGreaterThan(1000);
    assertThat(measured.figures())
        .containsEntry("race/containers", "4")
        .containsKeys("race/container-ms", "race/vm-ms", "race/factor");
    removesAllButTheLearnersOwn(2);
  }

  @Test
  void racesContainersAloneWhereTheLabHasNoVm() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(false, 10, 512 * MIB));

    runs().race("ada", view.id(), 2);

    RaceView race = over(view).race().orElseThrow();
    assertThat(race.state()).isEqualTo("done");
    assertThat(race.message()).contains("no virtual machine");
    assertThat(race.lanes()).hasSize(2).allMatch(lane -> lane.readyMillis().isPresent());
  }

  @Test
  void endsWhenItsMemoryBudgetIsUsedUp() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(false, 60, 24 * MIB));

    runs().grow("ada", view.id(), 60);

    GrowthView growth = over(view).growth().orElseThrow();
    assertThat(growth.endedBy()).isEqualTo("memory");
    GrowthPoint last = growth.points().get(growth.points().size() - 1);
    assertThat(last.containers()).isBetween(2, 30);
    assertThat(last.allMemoryBytes()).isLessThanOrEqualTo(24 * MIB * 11 / 10);
  }

  @Test
  void doesNotBeginWhereTheHostsOwnMemoryWouldBeTouched() throws Exception {
    DensitySettings usual = DensitySettings.defaults();
    server =
        setup()
            .with(
                Settings.with(
                    new DensitySettings(2, 10, usual.memoryBytes(), usual.diskBytes(), 1L << 50)))
            .serve();
    WorkspaceView view = server.ready("ada", lab(false, 60, 512 * MIB));

    runs().grow("ada", view.id(), 10);

    GrowthView growth = over(view).growth().orElseThrow();
    assertThat(growth.state()).isEqualTo("failed");
    assertThat(growth.endedBy()).isEqualTo("host");
    assertThat(growth.message()).contains("too little free memory");
    assertThat(growth.points()).isEmpty();
  }

  @Test
  void makesContainersAsPoorInRightsAsTheLearnersOwnAndWithoutANetwork() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(false, 20, 512 * MIB));
    runs().grow("ada", view.id(), 20);
    makes(4);
    String rights = "grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status; ls /sys/class/net";
    String own = view.machines().get(0).engineId().orElseThrow();
    String mine = said(own, rights);

    String theirs = said(made().get(made().size() - 1), rights);

    assertThat(theirs).isEqualTo(mine).contains("NoNewPrivs:\t1").endsWith("\nlo");
    runs().stop("ada", view.id());
    over(view);
  }

  private String said(String id, String script) throws Exception {
    Command command = new Command(List.of("sh", "-c", script), Duration.ofSeconds(10));
    return engine.engine().machines().run(id, command).output().strip();
  }
}
