package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the guest of a booting VM again and again until it answers; then the lab's files go into it
 * and it is ready. A guest that takes longer than it should is asked less often, and its learner
 * hears of it; its console is there to look at all the time.
 */
final class GuestWatch {
  private static final Logger LOG = LoggerFactory.getLogger(GuestWatch.class);

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SLOW_PERIOD = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Machines machines;
  private final WorkspaceThreads threads;
  private final LabFiles files;
  private final Clock clock;
  private final Duration patience;

  GuestWatch(
      Machines machines, WorkspaceThreads threads, LabFiles files, Clock clock, Duration patience) {
    this.machines = machines;
    this.threads = threads;
    this.files = files;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * @param note shown with the machine once its guest answers
   */
  void await(Workspace workspace, WorkspaceMachine machine, String note) {
    Wait wait = new Wait(workspace, machine, machine.run(), clock.instant(), note);
    threads.after(PERIOD, threads.observers(), () -> ask(wait));
  }

  private void ask(Wait wait) {
    if (!wait.wanted()) {
      return;
    }
    try {
      if (answers(wait)) {
        ready(wait);
        return;
      }
    } catch (EngineFailure failure) {
      LOG.debug("{} was asked: {}", wait, failure.getMessage());
      if (failure.reason() == FailureReason.GONE || failure.reason() == FailureReason.NOT_RUNNING) {
        return; // Whoever watches for exits says what became of it.
      }
    }
    threads.after(tooLong(wait) ? SLOW_PERIOD : PERIOD, threads.observers(), () -> ask(wait));
  }

  private boolean answers(Wait wait) throws EngineFailure {
    return machines
        .run(wait.engineId(), GuestCommand.of(wait.machine, List.of("true"), TIMEOUT))
        .succeeded();
  }

  private void ready(Wait wait) throws EngineFailure {
    if (!wait.machine.filesPlaced()) {
      files.putIntoGuest(wait.machine, wait.engineId());
    }
    wait.workspace.changeLive(
        () -> {
          if (wait.wanted()) {
            wait.machine.placedFiles();
            wait.machine.ready(wait.note);
          }
        });
    LOG.info("{} answers", wait);
  }

  private boolean tooLong(Wait wait) {
    if (Duration.between(wait.since, clock.instant()).compareTo(patience) < 0) {
      return false;
    }
    String text =
        "The virtual machine has not answered for "
            + patience.toSeconds()
            + " seconds. Its console shows how far it came; if it stands still, end the lab and"
            + " start it again.";
    wait.workspace.changeLive(
        () -> {
          if (wait.wanted()) {
            wait.machine.say(text);
          }
        });
    return true;
  }

  private record Wait(
      Workspace workspace, WorkspaceMachine machine, int run, Instant since, String note) {

    boolean wanted() {
      return workspace.live()
          && machine.run() == run
          && machine.state() == MachineState.STARTING
          && machine.engineId().isPresent();
    }

    String engineId() {
      return machine.engineId().orElseThrow();
    }

    @Override
    public String toString() {
      return "workspace " + workspace.id() + ": the guest of " + machine.name();
    }
  }
}
