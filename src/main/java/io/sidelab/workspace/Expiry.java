package io.sidelab.workspace;

import io.sidelab.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Looks at the clock: ends what is idle or over, warns before, gives abandoned places away. */
final class Expiry {
  private final Registry registry;
  private final Endings endings;
  private final Clock clock;

  Expiry(Registry registry, Endings endings, Clock clock) {
    this.registry = registry;
    this.endings = endings;
    this.clock = clock;
  }

  void sweep() {
    Instant now = clock.instant();
    for (Workspace workspace : registry.all()) {
      if (workspace.state() == WorkspaceState.QUEUED) {
        sweepQueued(workspace, now);
      } else if (workspace.live()) {
        sweepLive(workspace, now);
      }
    }
    registry.forgetOld(now);
  }

  private void sweepQueued(Workspace workspace, Instant now) {
    if (workspace.lifetime().isAway(now)) {
      endings.end(
          workspace,
          EndReason.LEFT_QUEUE,
          "You were away, so your place in the queue was given to the next. Start again when you"
              + " have time.");
    }
  }

  private void sweepLive(Workspace workspace, Instant now) {
    Lifetime lifetime = workspace.lifetime();
    if (workspace.pooled()) {
      return; // It waits for a learner, and ends with its cohort.
    }
    // Typing is use, whoever tells us of it.
    workspace.terminals().stream().map(Terminal::lastTyped).forEach(lifetime::use);
    if (lifetime.isOver(now)) {
      endings.end(workspace, EndReason.TIME_UP);
    } else if (lifetime.isIdle(now)) {
      endings.end(workspace, EndReason.IDLE);
    } else {
      warn(workspace, now);
    }
  }

  /** A warning comes, and goes when it was heeded. */
  private static void warn(Workspace workspace, Instant now) {
    boolean soon = workspace.lifetime().endsSoon(now);
    workspace.change(() -> workspace.warned(soon ? text(workspace.lifetime(), now) : ""));
  }

  private static String text(Lifetime lifetime, Instant now) {
    boolean idle = lifetime.idleAt().isBefore(lifetime.expires());
    Instant end = idle ? lifetime.idleAt() : lifetime.expires();
    long minutes = Math.max(1, (Duration.between(now, end).toSeconds() + 59) / 60);
    String within = minutes == 1 ? "a minute" : minutes + " minutes";
    if (idle) {
      return "Nobody has used this lab for a while. It ends within "
          + within
          + " unless you go on.";
    }
    return "The time for this lab is over within "
        + within
        + (lifetime.extendable() ? ". Extend it to go on." : ". It cannot be extended any more.");
  }
}
