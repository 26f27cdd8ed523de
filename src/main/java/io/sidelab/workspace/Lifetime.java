package io.sidelab.workspace;

import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Duration;
import java.time.Instant;

/** When a workspace ends. Changed under its workspace's lock; any thread may read. */
final class Lifetime {
  private final Times times;
  private volatile Instant created;
  private volatile Instant expires;
  private volatile Instant used;

  Lifetime(Times times, Instant now) {
    this(times, now, now.plus(times.first()), now);
  }

  Lifetime(Times times, Instant created, Instant expires, Instant used) {
    this.times = times;
    this.created = created;
    this.expires = expires;
    this.used = used;
  }

  /** The time begins anew, because only now there is room: waiting in the queue costs none. */
  void begin(Instant now) {
    created = now;
    expires = now.plus(times.first());
    use(now);
  }

  /** The learner is there. Times that go backwards change nothing. */
  void use(Instant now) {
    if (now.isAfter(used)) {
      used = now;
    }
  }

  boolean extend() {
    if (!extendable()) {
      return false;
    }
    Instant latest = created.plus(times.longest());
    Instant extended = expires.plus(times.extension());
    expires = extended.isAfter(latest) ? latest : extended;
    return true;
  }

  boolean extendable() {
    return expires.isBefore(created.plus(times.longest()));
  }

  Instant created() {
    return created;
  }

  Instant expires() {
    return expires;
  }

  Instant used() {
    return used;
  }

  Instant idleAt() {
    return used.plus(times.idle());
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expires);
  }

  boolean isIdle(Instant now) {
    return !now.isBefore(idleAt());
  }

  /** Whether a queued learner has gone. */
  boolean isAway(Instant now) {
    return !now.isBefore(used.plus(times.queueAbsence()));
  }

  /** Whether the end is so near that the learner should hear of it. */
  boolean endsSoon(Instant now) {
    return within(times.warning(), now, expires) || within(times.warning(), now, idleAt());
  }

  private static boolean within(Duration span, Instant now, Instant end) {
    return !now.plus(span).isBefore(end);
  }
}
