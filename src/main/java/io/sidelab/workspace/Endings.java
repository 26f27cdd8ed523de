package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.terminal.CloseReason;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends workspaces: terminals close with the reason, machines and networks are removed, and only
 * when nothing is left on the engine the workspace is closed. A removal that fails is tried again,
 * ever less often, until the server stops; the next server goes on with it.
 */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration SLOWEST_RETRY = Duration.ofMinutes(1);

  private final Removal removal;
  private final Labels labels;
  private final WorkspaceThreads threads;
  private final Clock clock;
  private final Consumer<Workspace> before;
  private final Consumer<Workspace> over;

  /**
   * @param before told, on a worker's thread, of each workspace before anything of it is removed;
   *     may wait until nothing more is made for it
   * @param over told, on a worker's thread, of each workspace of which nothing is left
   */
  Endings(
      Removal removal,
      Labels labels,
      WorkspaceThreads threads,
      Clock clock,
      Consumer<Workspace> before,
      Consumer<Workspace> over) {
    this.removal = removal;
    this.labels = labels;
    this.threads = threads;
    this.clock = clock;
    this.before = before;
    this.over = over;
  }

  boolean end(Workspace workspace, EndReason reason) {
    return end(workspace, reason, reason.message());
  }

  /**
   * Begins the end; returns at once.
   *
   * @param text what the learner reads
   * @return whether it had not begun before
   */
  boolean end(Workspace workspace, EndReason reason, String text) {
    return end(workspace, reason, text, () -> true);
  }

  /** One that waits for a learner, unless somebody has got it meanwhile. */
  boolean endPooled(Workspace workspace, EndReason reason) {
    return end(workspace, reason, reason.message(), workspace::pooled);
  }

  /**
   * @param still asked under the workspace's lock whether it is to end at all
   */
  private boolean end(Workspace workspace, EndReason reason, String text, BooleanSupplier still) {
    boolean[] queued = new boolean[1];
    boolean begun =
        workspace.change(
            () -> {
              queued[0] = workspace.state() == WorkspaceState.QUEUED;
              if ((!workspace.live() && !queued[0]) || !still.getAsBoolean()) {
                return false;
              }
              workspace.endsBecause(reason);
              workspace.become(WorkspaceState.CLOSING, text);
              return true;
            });
    if (begun) {
      LOG.info("workspace {}: ends ({})", workspace.id(), reason);
      goOn(workspace, !queued[0]);
    }
    return begun;
  }

  /**
   * Goes on with an end that began.
   *
   * @param onEngine whether anything of it may be on the engine
   */
  void goOn(Workspace workspace, boolean onEngine) {
    workspace
        .steps()
        .add(
            () -> {
              closeTerminals(workspace);
              if (onEngine) {
                before.accept(workspace);
                remove(workspace, FIRST_RETRY);
              } else {
                finish(workspace);
              }
            });
  }

  private static void closeTerminals(Workspace workspace) {
    workspace
        .terminals()
        .forEach(one -> one.close(CloseReason.WORKSPACE_ENDED, workspace.message()));
  }

  private void remove(Workspace workspace, Duration retry) {
    try {
      removal.all(labels.ofWorkspace(workspace.id()));
    } catch (EngineFailure failure) {
      LOG.warn(
          "workspace {}: not all of it could be removed, trying again in {} s: {}",
          workspace.id(),
          retry.toSeconds(),
          failure.getMessage());
      Duration next = retry.multipliedBy(2);
      threads.after(
          retry,
          threads.workers(),
          () ->
              workspace
                  .steps()
                  .add(
                      () ->
                          remove(
                              workspace,
                              next.compareTo(SLOWEST_RETRY) < 0 ? next : SLOWEST_RETRY)));
      return;
    }
    finish(workspace);
  }

  private void finish(Workspace workspace) {
    boolean failed = workspace.end().filter(EndReason.START_FAILED::equals).isPresent();
    workspace.change(
        () -> {
          workspace.become(
              failed ? WorkspaceState.FAILED : WorkspaceState.CLOSED, workspace.message());
          workspace.machines().forEach(machine -> machine.terminals().letGo());
          return true;
        });
    LOG.info(
        "workspace {}: over after {} s",
        workspace.id(),
        Duration.between(workspace.lifetime().created(), clock.instant()).toSeconds());
    over.accept(workspace);
  }
}
