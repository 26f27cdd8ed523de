package io.sidelab.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The facts of the host, read from the kernel that this server runs on. They are the engine's
 * host's facts only when both run the same kernel boot, which a container of the engine tells; a
 * server elsewhere reports nothing rather than its own.
 */
final class HostFacts {
  static final String ELSEWHERE =
      "This server does not run on the engine's host, or no machine runs yet.";

  private final Path proc;
  private final Path sys;

  /**
   * @param proc {@code /proc}, or a stand-in
   * @param sys {@code /sys}, or a stand-in
   */
  HostFacts(Path proc, Path sys) {
    this.proc = proc;
    this.sys = sys;
  }

  /** Whether one of these machines' containers runs on the kernel that this server runs on. */
  boolean areOf(List<Sample> samples) {
    String own = bootId();
    return !own.isEmpty()
        && samples.stream()
            .flatMap(sample -> sample.outside().value("boot").stream())
            .anyMatch(own::equals);
  }

  String bootId() {
    return firstLine(proc.resolve("sys/kernel/random/boot_id")).orElse("");
  }

  String uptimeSeconds() {
    return firstLine(proc.resolve("uptime")).orElse("").split(" ")[0];
  }

  /**
   * The number that a process has in the innermost PID namespace it is in.
   *
   * @param hostPid the number it has on the host
   */
  Optional<Integer> innermostPid(int hostPid) {
    try (var lines = Files.lines(proc.resolve(String.valueOf(hostPid)).resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("NSpid:"))
          .map(line -> line.substring(line.lastIndexOf('\t') + 1))
          .map(Integer::valueOf)
          .findFirst();
    } catch (IOException | UncheckedIOException ended) {
      return Optional.empty();
    }
  }

  /** The processor's model, as it introduces itself. */
  Optional<String> processor() {
    return processor("model name");
  }

  /**
   * Whether the processor says that a hypervisor runs it: x86 has a flag for that, which is never
   * set on bare metal. Empty on processors without such flags.
   */
  Optional<Boolean> virtual() {
    return processor("flags").map(flags -> Arrays.asList(flags.split(" ")).contains("hypervisor"));
  }

  /**
   * What the firmware says of the machine.
   *
   * @param name of a file in {@code /sys/class/dmi/id}
   */
  Optional<String> firmware(String name) {
    return firstLine(sys.resolve("class/dmi/id").resolve(name)).filter(line -> !line.isEmpty());
  }

  private Optional<String> processor(String name) {
    try (var lines = Files.lines(proc.resolve("cpuinfo"))) {
      return lines
          .map(line -> line.split(":", 2))
          .filter(line -> line.length == 2 && line[0].strip().equals(name))
          .map(line -> line[1].strip())
          .filter(value -> !value.isEmpty())
          .findFirst();
    } catch (IOException | UncheckedIOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().map(String::strip);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
