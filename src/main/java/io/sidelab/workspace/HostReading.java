package io.sidelab.workspace;

import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.engine.Probe;
import io.sidelab.evidence.HostMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of the engine's host. A small container that no learner has touched tells what it is
 * and which kernel runs there; when that is this server's kernel, later readings come from its own
 * files, at no cost.
 */
final class HostReading {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final List<String> LOOK =
      List.of("/bin/cat", "/proc/sys/kernel/random/boot_id", "/proc/meminfo");

  private final Machines machines;
  private final HostMemory memory;
  private final String image;
  private final Map<String, String> labels;
  private final boolean here;
  private final Optional<Long> first;

  private HostReading(
      Machines machines, HostMemory memory, String image, Map<String, String> labels, String told) {
    this.machines = machines;
    this.memory = memory;
    this.image = image;
    this.labels = labels;
    String boot = told.lines().findFirst().orElse("").strip();
    this.here = !boot.isEmpty() && boot.equals(memory.bootId());
    this.first = here ? memory.available() : HostMemory.available(told);
  }

  /**
   * Looks at the host now; takes the time of a container's start.
   *
   * @param image with the programs of BusyBox
   * @param labels of the container that looks
   */
  static HostReading now(
      Machines machines, HostMemory memory, String image, Map<String, String> labels)
      throws EngineFailure {
    return new HostReading(machines, memory, image, labels, look(machines, image, labels));
  }

  private static String look(Machines machines, String image, Map<String, String> labels)
      throws EngineFailure {
    CommandResult told = machines.probe(new Probe(image, LOOK, Optional.empty(), TIMEOUT, labels));
    return told.succeeded() ? told.output() : "";
  }

  /** When this was made, in bytes. */
  Optional<Long> first() {
    return first;
  }

  /** While a run goes on; empty when this server is not on the engine's host. */
  Optional<Long> available() {
    return here ? memory.available() : Optional.empty();
  }

  /** When a run is over: the same from wherever this server is. */
  Optional<Long> last() throws EngineFailure {
    return here ? memory.available() : HostMemory.available(look(machines, image, labels));
  }

  /** Of the engine's own process for a container, where this server can see it. */
  Optional<Long> shim(int hostPid, String engineId) {
    return here ? memory.shim(hostPid, engineId) : Optional.empty();
  }
}
