package io.sidelab.workspace;

import io.sidelab.terminal.CloseReason;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends all workspaces when the server stops, or leaves them to the next one. */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final String BACK_SOON =
      "The server is stopping. This terminal comes back with the next one.";

  private final Registry registry;
  private final Endings endings;
  private final Duration patience;
  private final boolean keep;

  Shutdown(Registry registry, Endings endings, Duration patience, boolean keep) {
    this.registry = registry;
    this.endings = endings;
    this.patience = patience;
    this.keep = keep;
  }

  /** Waits until everything is removed, for as long as the settings allow. */
  void run() {
    // Those that wait go first, or they would start in the room that the others give back.
    for (Workspace workspace : registry.all()) {
      if (workspace.state() == WorkspaceState.QUEUED) {
        endings.end(workspace, EndReason.SERVER_STOPPED);
      }
    }
    for (Workspace workspace : registry.all()) {
      if (keep && workspace.state() == WorkspaceState.READY) {
        workspace.terminals().forEach(one -> one.close(CloseReason.SERVER_STOPPING, BACK_SOON));
      } else {
        endings.end(workspace, EndReason.SERVER_STOPPED);
      }
    }
    await();
  }

  /** Something ended, which may be what is waited for. */
  synchronized void changed() {
    notifyAll();
  }

  private synchronized void await() {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (left() > 0) {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (millis <= 0) {
          LOG.warn("{} workspaces are not removed yet; the next server goes on with them", left());
          return;
        }
        wait(millis);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long left() {
    return registry.all().stream()
        .filter(workspace -> !workspace.over())
        .filter(workspace -> !keep || workspace.state() != WorkspaceState.READY)
        .count();
  }
}
