package io.sidelab.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Memory as the host's own files tell it. They are the engine's host's only when this server runs
 * there, which each question settles for itself or {@link #bootId} does.
 */
public final class HostMemory {
  private static final long KIB = 1024;

  /** The engine's process for one container; the kernel cuts names off after 15 letters. */
  private static final String SHIM = "containerd-shim";

  private final Path proc;

  /**
   * @param proc {@code /proc}, or a stand-in
   */
  public HostMemory(Path proc) {
    this.proc = proc;
  }

  /** Of the kernel that this server runs on; empty where it cannot be read. */
  public String bootId() {
    return text(proc.resolve("sys/kernel/random/boot_id")).strip();
  }

  /** What could be given to new programs without swapping, in bytes. */
  public Optional<Long> available() {
    return available(text(proc.resolve("meminfo")));
  }

  /** The same, from the text of a {@code meminfo} read elsewhere. */
  public static Optional<Long> available(String meminfo) {
    return kib(meminfo.lines().toList(), "MemAvailable:");
  }

  /**
   * What the engine's own process for a container costs: its own memory, and its part of what it
   * shares with others of its kind. Empty when this server does not see that process, or may not.
   *
   * @param hostPid of the container's first process, as the engine tells it
   * @param engineId which that process's cgroup must name: else the number means something else
   *     here
   */
  public Optional<Long> shim(int hostPid, String engineId) {
    Path first = proc.resolve(String.valueOf(hostPid));
    if (hostPid <= 0 || !text(first.resolve("cgroup")).contains(engineId)) {
      return Optional.empty();
    }
    Optional<Path> parent =
        text(first.resolve("status"))
            .lines()
            .filter(line -> line.startsWith("PPid:"))
            .map(line -> proc.resolve(line.substring("PPid:".length()).strip()))
            .findFirst();
    return parent
        .filter(process -> text(process.resolve("comm")).strip().equals(SHIM))
        .flatMap(process -> kib(lines(process.resolve("smaps_rollup")), "Pss:"));
  }

  private static Optional<Long> kib(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replaceAll("[^0-9]", ""))
        .filter(number -> number.matches("\\d{1,15}"))
        .map(number -> Long.parseLong(number) * KIB)
        .findFirst();
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException | UncheckedIOException unreadable) {
      return ""; // It ended meanwhile, or belongs to somebody else.
    }
  }
}
