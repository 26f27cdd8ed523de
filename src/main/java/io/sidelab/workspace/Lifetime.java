package io.sidelab.workspace;

import io.sidelab.store.TermsRecord;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a workspace ends. Its time may be paused: then it ends neither by the clock nor idle, and
 * when it goes on, both ends have moved by the pause. Changed under its workspace's lock; any
 * thread may read.
 */
final class Lifetime {
  private final Times times;
  private volatile Optional<Duration> time;
  private volatile Instant created;
  private volatile Instant expires;
  private volatile Instant used;
  private volatile Duration paused = Duration.ZERO;
  private volatile Optional<Instant> pausedSince = Optional.empty();

  Lifetime(Times times, Instant now) {
    this(times, now, Optional.empty());
  }

  /**
   * @param time instead of the usual one
   */
  Lifetime(Times times, Instant now, Optional<Duration> time) {
    this.times = times;
    this.time = time;
    this.created = now;
    this.expires = now.plus(first());
    this.used = now;
  }

  /** As an earlier server left it; the time that nobody served counts to a pause that goes on. */
  Lifetime(Times times, Instant created, Instant expires, Instant used, TermsRecord terms) {
    this.times = times;
    this.time = terms.time();
    this.created = created;
    this.expires = expires;
    this.used = used;
    this.paused = terms.paused();
    this.pausedSince = terms.pausedSince();
  }

  /**
   * The time begins anew, because only now there is room: waiting in the queue costs none. A pause
   * that was asked for meanwhile begins with it.
   */
  void begin(Instant now) {
    created = now;
    expires = now.plus(first());
    paused = Duration.ZERO;
    pausedSince = pausedSince.map(asked -> now);
    use(now);
  }

  /** The time begins anew for somebody else, with a time of their own. */
  void begin(Instant now, Optional<Duration> theirs) {
    time = theirs;
    begin(now);
  }

  private Duration first() {
    return time.orElse(times.first());
  }

  /** The learner is there. Times that go backwards change nothing. */
  void use(Instant now) {
    if (now.isAfter(used)) {
      used = now;
    }
  }

  /** Whether it went on before. */
  boolean pause(Instant now) {
    if (pausedSince.isPresent()) {
      return false;
    }
    pausedSince = Optional.of(now);
    return true;
  }

  /** Whether it was paused. */
  boolean resume(Instant now) {
    if (pausedSince.isEmpty()) {
      return false;
    }
    Duration pause = Duration.between(pausedSince.get(), now);
    Duration stood = pause.isNegative() ? Duration.ZERO : pause;
    paused = paused.plus(stood);
    expires = expires.plus(stood);
    Instant moved = used.plus(stood);
    used = moved.isAfter(now) ? now : moved;
    pausedSince = Optional.empty();
    return true;
  }

  boolean paused() {
    return pausedSince.isPresent();
  }

  boolean extend() {
    if (!extendable()) {
      return false;
    }
    Instant latest = latest();
    Instant extended = expires.plus(times.extension());
    expires = extended.isAfter(latest) ? latest : extended;
    return true;
  }

  boolean extendable() {
    return expires.isBefore(latest());
  }

  /**
   * A time of its own that leaves too little of the longest one may be extended once all the same.
   */
  private Instant latest() {
    Duration own = time.map(one -> one.plus(times.extension())).orElse(Duration.ZERO);
    Duration longest = own.compareTo(times.longest()) > 0 ? own : times.longest();
    return created.plus(longest).plus(paused);
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
    return !paused() && !now.isBefore(expires);
  }

  boolean isIdle(Instant now) {
    return !paused() && !now.isBefore(idleAt());
  }

  /** Whether a queued learner has gone. */
  boolean isAway(Instant now) {
    return !now.isBefore(used.plus(times.queueAbsence()));
  }

  /** Whether the end is so near that the learner should hear of it. */
  boolean endsSoon(Instant now) {
    return !paused()
        && (within(times.warning(), now, expires) || within(times.warning(), now, idleAt()));
  }

  private static boolean within(Duration span, Instant now, Instant end) {
    return !now.plus(span).isBefore(end);
  }

  TermsRecord terms(Optional<String> cohort) {
    return new TermsRecord(cohort, time, paused, pausedSince);
  }
}
