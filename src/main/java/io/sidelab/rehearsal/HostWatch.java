package io.sidelab.rehearsal;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Machines;
import io.sidelab.rehearsal.RehearsalReport.HostUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the host, once a second. One thread looks; others may ask for what was seen. What was
 * seen before robots worked is told apart from what was seen then.
 */
final class HostWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);

  /** Containers are asked one by one, some milliseconds each. */
  private static final int CONTAINERS_EVERY = 5;

  private final ProcFiles files;
  private final Host host;
  private ProcFiles.Cpu last;
  private ProcFiles.Cpu begun;
  private boolean working;
  private int looks;
  private HostUse use = HostUse.UNKNOWN;

  /**
   * What there is to look at.
   *
   * @param same whether the engine runs on this server's host
   * @param disk what the engine writes to, or what is nearest to it
   */
  record Host(Machines machines, Containers containers, boolean same, int cpus, Path disk) {}

  /** Finds the containers of this server. */
  @FunctionalInterface
  interface Containers {
    Iterable<Labelled> all() throws EngineFailure;
  }

  HostWatch(ProcFiles files, Host host) {
    this.files = files;
    this.host = host;
    this.last = files.cpu();
    this.begun = last;
  }

  /** From now on robots work. */
  synchronized void work() {
    working = true;
    begun = files.cpu();
    last = begun;
  }

  /** What was seen up to now. */
  synchronized HostUse use() {
    return use;
  }

  /** Once a second. Waits for the engine at times. */
  void look() {
    Optional<Long> containers = looks++ % CONTAINERS_EVERY == 0 ? containers() : Optional.empty();
    long free = host.same() ? free(host.disk()) : 0;
    look(containers, free);
  }

  private synchronized void look(Optional<Long> containers, long free) {
    ProcFiles.Cpu now = files.cpu();
    boolean same = host.same();
    long total = same ? files.totalMemory().orElse(0L) : 0;
    long used = same ? total - files.availableMemory().orElse(total) : 0;
    double busy = same ? now.since(last) : 0;
    double load = same ? files.load() : 0;
    use =
        new HostUse(
            same,
            total,
            working ? use.memoryBefore() : used,
            working ? Math.max(use.memoryPeak(), used) : used,
            working ? use.containersBefore() : containers.orElse(use.containersBefore()),
            Math.max(use.containersPeak(), containers.orElse(0L)),
            host.cpus(),
            working || !same ? use.cpuBefore() : now.since(begun),
            working && same ? now.since(begun) : use.cpuMean(),
            working ? Math.max(use.cpuPeak(), busy) : 0,
            working ? Math.max(use.loadPeak(), load) : load,
            same ? host.disk().toString() : "",
            working ? use.diskFree() : free,
            working ? Math.max(use.diskUsed(), use.diskFree() - free) : 0);
    last = now;
  }

  private Optional<Long> containers() {
    long sum = 0;
    try {
      for (Labelled container : host.containers().all()) {
        sum += memory(container);
      }
      return Optional.of(sum);
    } catch (EngineFailure failure) {
      LOG.debug("memory of containers is not known: {}", failure.getMessage());
      return Optional.empty();
    }
  }

  /** One that has ended meanwhile uses nothing. */
  private long memory(Labelled container) {
    try {
      return host.machines().usage(container.id()).memoryBytes();
    } catch (EngineFailure over) {
      return 0;
    }
  }

  private static long free(Path path) {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
