package io.sidelab.workspace;

import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.Probe;
import io.sidelab.evidence.HostMemory;
import io.sidelab.image.ImageStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine what its host has. Free memory and disk are read in a small container: its own
 * layer lies on the file system that machines write to. Safe for use by any thread.
 */
final class HostLook {
  private static final Logger LOG = LoggerFactory.getLogger(HostLook.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** A form that asks with every change must not start a container each time. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final List<String> LOOK =
      List.of("/bin/sh", "-c", "cat /proc/meminfo; df -P -k /");

  private final WorkspacePorts ports;
  private final String image;
  private final Map<String, String> labels;
  private final Clock clock;
  private volatile Optional<Seen> seen = Optional.empty();

  private record Seen(HostFigures figures, Instant when) {}

  /**
   * @param image with the programs of BusyBox
   * @param labels of the container that looks
   */
  HostLook(WorkspacePorts ports, String image, Map<String, String> labels, Clock clock) {
    this.ports = ports;
    this.image = image;
    this.labels = labels;
    this.clock = clock;
  }

  /** Empty when the engine does not answer. Waits for it, unless the last look is fresh. */
  Optional<HostFigures> figures() {
    Instant now = clock.instant();
    Optional<Seen> last = seen.filter(one -> now.isBefore(one.when().plus(FRESH)));
    if (last.isPresent()) {
      return last.map(Seen::figures);
    }
    try {
      EngineInfo info = ports.engine().info();
      String told = told();
      HostFigures figures =
          new HostFigures(
              info.cpus(),
              info.memoryBytes(),
              HostMemory.available(told),
              diskFree(told),
              ports.virtualMachines().accelerator().kind());
      seen = Optional.of(new Seen(figures, now));
      return Optional.of(figures);
    } catch (EngineFailure failure) {
      LOG.warn("the host's figures are not known: {}", failure.getMessage());
      return Optional.empty();
    }
  }

  /** Nothing when the container cannot be had: then these figures are not known, others are. */
  private String told() {
    if (ports.images().status(image).state() != ImageStatus.State.READY) {
      ports.images().request(image);
      return "";
    }
    try {
      CommandResult told =
          ports
              .engine()
              .machines()
              .probe(new Probe(image, LOOK, Optional.empty(), TIMEOUT, labels));
      return told.succeeded() ? told.output() : "";
    } catch (EngineFailure failure) {
      LOG.warn("free memory and disk are not known: {}", failure.getMessage());
      return "";
    }
  }

  /** From the last line of {@code df -P -k}: name, size, used, available, share, place. */
  static Optional<Long> diskFree(String told) {
    return told.lines()
        .reduce((first, second) -> second)
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length == 6 && columns[3].matches("[0-9]{1,15}"))
        .map(columns -> Long.parseLong(columns[3]) << 10);
  }
}
