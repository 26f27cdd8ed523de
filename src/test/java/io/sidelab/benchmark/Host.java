package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What Linux knows of processes: see proc(5). A process that is gone counts for nothing. */
final class Host {
  /** Ticks of {@code /proc/PID/stat} per second; the same on every Linux that runs a JVM. */
  private static final double TICKS = 100;

  private Host() {}

  /** Memory in MiB: shared pages count by their share (PSS). */
  static double memory(Collection<Long> processes) {
    double kib = 0;
    for (long pid : processes) {
      for (String line : lines(pid, "smaps_rollup")) {
        if (line.startsWith("Pss:")) {
          kib += Double.parseDouble(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return kib / 1024;
  }

  /** Processor time used so far, in seconds. */
  static double processorSeconds(Collection<Long> processes) {
    double ticks = 0;
    for (long pid : processes) {
      for (String line : lines(pid, "stat")) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        ticks += Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
      }
    }
    return ticks / TICKS;
  }

  static int threads(long pid) {
    for (String line : lines(pid, "status")) {
      if (line.startsWith("Threads:")) {
        return Integer.parseInt(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  /** The engine and everything it keeps running beside containers. */
  static List<Long> engineProcesses() throws IOException {
    return withName(name -> name.equals("dockerd") || name.startsWith("containerd"));
  }

  private static List<Long> withName(java.util.function.Predicate<String> wanted)
      throws IOException {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path each : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        long pid = Long.parseLong(each.getFileName().toString());
        if (lines(pid, "comm").stream().anyMatch(wanted)) {
          found.add(pid);
        }
      }
    }
    return found;
  }

  private static List<String> lines(long pid, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(pid), file));
    } catch (IOException gone) {
      return List.of();
    }
  }
}
