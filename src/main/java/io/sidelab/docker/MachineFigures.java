package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.TopContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.sidelab.engine.DiskUsage;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineExit;
import io.sidelab.engine.MachineStatus;
import io.sidelab.engine.Usage;
import io.sidelab.engine.WritableLayer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the engine's answers about a machine. */
final class MachineFigures {
  /** Columns in the order of {@link HostProcess}; the engine adds no others. */
  static final String PS = "-eo pid,ppid,user,rss,args";

  private static final int KIB = 1024;

  private MachineFigures() {}

  static MachineStatus status(InspectContainerResponse machine) {
    ContainerState state = machine.getState();
    boolean running = Boolean.TRUE.equals(state.getRunning());
    Optional<Instant> started = instant(state.getStartedAt());
    Optional<MachineExit> exit = Optional.empty();
    if (!running && (started.isPresent() || !state.getError().isEmpty())) {
      exit =
          Optional.of(
              new MachineExit(
                  state.getExitCodeLong().intValue(),
                  Boolean.TRUE.equals(state.getOOMKilled()),
                  state.getError()));
    }
    return new MachineStatus(
        machine.getId(),
        machine.getConfig().getImage(),
        running,
        exit,
        started,
        running ? state.getPidLong().intValue() : 0,
        MachineLabels.of(machine));
  }

  /** The engine writes the year 1 for "never". */
  private static Optional<Instant> instant(String text) {
    if (text == null || text.isEmpty() || text.startsWith("0001-")) {
      return Optional.empty();
    }
    return Optional.of(OffsetDateTime.parse(text).toInstant());
  }

  /** Memory as {@code docker stats} counts it: without the file cache that is not in use. */
  static Usage usage(JsonNode stats) {
    JsonNode memory = stats.path("memory_stats");
    long used = memory.path("usage").asLong();
    JsonNode details = memory.path("stats");
    // cgroup 1 has the first name, cgroup 2 the second.
    long cache =
        details.has("total_inactive_file")
            ? details.path("total_inactive_file").asLong()
            : details.path("inactive_file").asLong();
    return new Usage(
        OffsetDateTime.parse(stats.path("read").asText()).toInstant(),
        Math.max(0, used - cache),
        memory.path("limit").asLong(),
        stats.path("cpu_stats").path("cpu_usage").path("total_usage").asLong(),
        stats.path("pids_stats").path("current").asLong());
  }

  static DiskUsage diskUsage(InspectContainerResponse machine) {
    long written = machine.getSizeRw() == null ? 0 : machine.getSizeRw();
    long all = machine.getSizeRootFs() == null ? 0 : machine.getSizeRootFs();
    return new DiskUsage(written, Math.max(0, all - written));
  }

  static WritableLayer writableLayer(Container machine) {
    long written = machine.getSizeRw() == null ? 0 : machine.getSizeRw();
    return new WritableLayer(machine.getId(), machine.getImageId(), written);
  }

  static List<HostProcess> processes(TopContainerResponse top) {
    return Arrays.stream(top.getProcesses()).map(MachineFigures::process).toList();
  }

  private static HostProcess process(String[] row) {
    return new HostProcess(
        Integer.parseInt(row[0]),
        Integer.parseInt(row[1]),
        row[2],
        Long.parseLong(row[3]) * KIB,
        row[4]);
  }
}
