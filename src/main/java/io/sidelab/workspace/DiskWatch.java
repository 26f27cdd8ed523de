package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds containers to their disk limit on engines that cannot: looks at what each has written, at
 * times spread over the period, and ends those that wrote too much. VMs are bounded by the memory
 * file system their disk lies on.
 */
final class DiskWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
  private static final long MEBIBYTE = 1L << 20;

  /** Time to delete something after a machine was started again that wrote too much. */
  private static final Duration TIDY_UP = Duration.ofMinutes(2);

  /** What a shell writes while its learner deletes: its history, logs. */
  private static final long TIDY_UP_BYTES = 4 * MEBIBYTE;

  private static final long TIDY_UP_FILES = 100;

  /**
   * Files cost a disk more than their bytes: ext4 has one inode for each 16 KiB unless told
   * otherwise, so a machine may have as many as its part of the disk has.
   */
  private static final long BYTES_PER_FILE = 16 * 1024;

  /** The engine looks at some 20,000 files in this time; only then it is worth to count them. */
  private static final Duration MANY_FILES = Duration.ofMillis(150);

  /** Looking takes no more than this part of the time, however much there is to see. */
  private static final int PAUSE_PER_LOOK = 4;

  private final Machines machines;
  private final Registry registry;
  private final WorkspaceThreads threads;
  private final Clock clock;
  private final Duration period;
  private final Random spread = new Random();

  DiskWatch(
      Machines machines,
      Registry registry,
      WorkspaceThreads threads,
      Clock clock,
      Duration period) {
    this.machines = machines;
    this.registry = registry;
    this.threads = threads;
    this.clock = clock;
    this.period = period;
  }

  /** Hands out the looks that are due. */
  void sweep() {
    Instant now = clock.instant();
    for (Workspace workspace : registry.all()) {
      if (workspace.live()) {
        for (WorkspaceMachine machine : workspace.machines()) {
          if (limited(machine) && machine.queueDiskCheck(now)) {
            threads.observers().execute(() -> look(workspace, machine));
          }
        }
      }
    }
  }

  private static boolean limited(WorkspaceMachine machine) {
    return !machine.isVm()
        && machine.state() == MachineState.READY
        && machine.engineId().isPresent()
        && machine.definition().diskBytes() > 0;
  }

  private void look(Workspace workspace, WorkspaceMachine machine) {
    long begun = System.nanoTime();
    try {
      look(workspace, machine, machine.engineId().orElseThrow());
    } catch (EngineFailure failure) {
      LOG.debug(
          "workspace {}: disk of {} not seen: {}",
          workspace.id(),
          machine.name(),
          failure.getMessage());
    } finally {
      Duration pause = since(begun).multipliedBy(PAUSE_PER_LOOK);
      Duration next = pause.compareTo(period) > 0 ? pause : period;
      machine.endDiskCheck(clock.instant().plus(next).plusMillis(spread.nextInt(millis(next))));
    }
  }

  private void look(Workspace workspace, WorkspaceMachine machine, String engineId)
      throws EngineFailure {
    long begun = System.nanoTime();
    long bytes = machine.definition().diskBytes();
    long files = Math.max(1, bytes / BYTES_PER_FILE);
    DiskGrace grace = machine.diskGrace();
    long written = machines.diskUsage(engineId).writtenBytes();
    long changed = 0;
    if (since(begun).compareTo(MANY_FILES) > 0) {
      changed = machines.changedFiles(engineId, Math.max(files, grace.files()) + 1);
    }
    if (written <= bytes && changed <= files) {
      machine.grant(DiskGrace.NONE);
    } else if (!grace.allows(clock.instant(), written, changed)) {
      String limit = written > bytes ? bytes / MEBIBYTE + " MiB of disk" : files + " files";
      LOG.info("workspace {}: {} wrote more than {}", workspace.id(), machine.name(), limit);
      if (grace.equals(DiskGrace.NONE)) {
        machine.grant(grace(Math.max(written, bytes), Math.max(changed, files)));
        end(workspace, machine, engineId, limit);
      } else {
        workspace.steps().add(() -> discard(workspace, machine, engineId, limit));
      }
    }
  }

  private DiskGrace grace(long written, long files) {
    return new DiskGrace(
        clock.instant().plus(TIDY_UP), written + TIDY_UP_BYTES, files + TIDY_UP_FILES);
  }

  private void end(Workspace workspace, WorkspaceMachine machine, String engineId, String limit)
      throws EngineFailure {
    workspace.changeLive(
        () ->
            machine.willEnd(
                "The machine wrote more than its "
                    + limit
                    + ", so it was ended. Start it again and delete something within "
                    + TIDY_UP.toMinutes()
                    + " minutes, or it is made anew."));
    machines.kill(engineId);
  }

  /**
   * Whoever writes on instead of deleting would fill the host's disk by starting again and again.
   * One of the workspace's steps, so that nobody looks for the machine meanwhile.
   */
  private void discard(
      Workspace workspace, WorkspaceMachine machine, String engineId, String limit) {
    boolean begun =
        workspace.change(
            () -> {
              if (!workspace.live() || !machine.engineId().equals(Optional.of(engineId))) {
                return false;
              }
              machine.unmade();
              machine.grant(DiskGrace.NONE);
              machine.failed(
                  "The machine had more than its "
                      + limit
                      + " again, so it was removed with its files. Start it again: it begins"
                      + " anew.");
              return true;
            });
    if (begun) {
      remove(workspace, machine, engineId);
    }
  }

  private void remove(Workspace workspace, WorkspaceMachine machine, String engineId) {
    try {
      machines.remove(engineId);
    } catch (EngineFailure failure) {
      // It goes with the workspace: what carries the workspace's label is removed at its end.
      LOG.warn(
          "workspace {}: {} is left: {}", workspace.id(), machine.name(), failure.getMessage());
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** A quarter of it, at least one. */
  private static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis() / 4 + 1);
  }
}
