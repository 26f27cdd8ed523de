package io.sidelab.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux tells of the host that this server runs on: see proc(5). */
final class ProcFiles {
  private static final long KIB = 1024;

  private final Path proc;

  /**
   * @param proc {@code /proc}, or a stand-in
   */
  ProcFiles(Path proc) {
    this.proc = proc;
  }

  /**
   * Processor time since the host started, in ticks.
   *
   * @param busy what was not idle, nor waiting for disks, nor taken by a hypervisor
   */
  record Cpu(long busy, long all) {
    /** Share of the time since an earlier look that was busy. */
    double since(Cpu before) {
      long passed = all - before.all;
      return passed <= 0 ? 0 : (busy - before.busy) / (double) passed;
    }
  }

  /** Nothing where there is no such host. */
  Cpu cpu() {
    return lines("stat")
        .filter(line -> line.startsWith("cpu "))
        .findFirst()
        .map(ProcFiles::cpu)
        .orElse(new Cpu(0, 0));
  }

  private static Cpu cpu(String line) {
    String[] ticks = line.trim().split("\\s+");
    long all = 0;
    for (int field = 1; field <= 8 && field < ticks.length; field++) {
      all += Long.parseLong(ticks[field]);
    }
    long idle = Long.parseLong(ticks[4]) + Long.parseLong(ticks[5]);
    return new Cpu(all - idle, all);
  }

  Optional<Long> totalMemory() {
    return memory("MemTotal:");
  }

  Optional<Long> availableMemory() {
    return memory("MemAvailable:");
  }

  private Optional<Long> memory(String name) {
    return lines("meminfo")
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB);
  }

  /** The load average of the last minute. */
  double load() {
    return lines("loadavg")
        .findFirst()
        .map(line -> Double.parseDouble(line.split(" ")[0]))
        .orElse(0.0);
  }

  private Stream<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file)).stream();
    } catch (IOException | UncheckedIOException unreadable) {
      return Stream.empty();
    }
  }
}
