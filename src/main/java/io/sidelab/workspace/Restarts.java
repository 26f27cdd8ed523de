package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts machines again that have ended or could not be had. Waits until the engine has done it.
 */
final class Restarts {
  /** Longer than an engine call may take; a look at another machine may go first. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MachineRuns runs;
  private final Starter starter;
  private final MachineWatch watch;
  private final Clock clock;

  Restarts(MachineRuns runs, Starter starter, MachineWatch watch, Clock clock) {
    this.runs = runs;
    this.starter = starter;
    this.watch = watch;
    this.clock = clock;
  }

  void restart(Workspace workspace, WorkspaceMachine machine) throws WorkspaceFailure {
    boolean[] made = new boolean[1];
    boolean begun =
        workspace.change(
            () -> {
              made[0] = machine.engineId().isPresent();
              boolean ended =
                  machine.state() == MachineState.EXITED || machine.state() == MachineState.FAILED;
              if (!workspace.live() || !ended) {
                return false;
              }
              machine.startsAgain();
              return true;
            });
    if (!begun) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE,
          machine.definition().title() + " has not ended, so it cannot be started again.");
    }
    if (made[0]) {
      await(inOrder(workspace, machine));
    } else {
      starter.launch(workspace, machine);
    }
  }

  private CompletableFuture<Void> inOrder(Workspace workspace, WorkspaceMachine machine) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    workspace
        .steps()
        .add(
            () -> {
              try {
                startNow(workspace, machine);
                done.complete(null);
              } catch (EngineFailure | RuntimeException failure) {
                done.completeExceptionally(failure);
              }
            });
    return done;
  }

  private void startNow(Workspace workspace, WorkspaceMachine machine) throws EngineFailure {
    if (!workspace.live() || machine.engineId().isEmpty()) {
      return;
    }
    try {
      runs.start(workspace, machine, machine.engineId().get(), "");
    } catch (EngineFailure failure) {
      workspace.changeLive(() -> machine.exited(failure.learnerText(), clock.instant()));
      watch.look(workspace, machine); // It may be gone.
      throw failure;
    }
  }

  private static void await(CompletableFuture<Void> done) throws WorkspaceFailure {
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      EngineFailure failure = MachinePreparation.cause(failed.getCause());
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    } catch (TimeoutException slow) {
      throw new WorkspaceFailure(
          Reason.ENGINE, "The machine takes long to start. Look again in a minute.", slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorkspaceFailure(Reason.STOPPING, "The server is stopping.", interrupted);
    }
  }
}
