package io.sidelab.instructor;

import io.sidelab.instructor.InstructorFailure.Reason;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.SessionRecord;
import io.sidelab.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is signed in. A session ends 12 hours after its last use and 7 days after its begin. */
public final class Sessions {
  public static final Duration LONGEST = Duration.ofDays(7);
  static final Duration UNUSED = Duration.ofHours(12);

  /** Browsers of one instructor; with one more, the one unused for longest is signed out. */
  static final int MOST = 20;

  /** How exactly the last use is written: a page asks many times a minute. */
  private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);

  private final SessionStore store;
  private final InstructorStore instructors;
  private final Tokens tokens;
  private final Clock clock;

  Sessions(SessionStore store, InstructorStore instructors, Tokens tokens, Clock clock) {
    this.store = store;
    this.instructors = instructors;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Signs in who has shown who they are, with a token that was never used before.
   *
   * @param browser what it calls itself, in a few words
   * @param place where its address belongs, in a few words
   */
  public Secret<Session> open(Instructor instructor, String browser, String place) {
    Instant now = clock.instant();
    store.forget(now.minus(LONGEST), now.minus(UNUSED));
    String token = tokens.token();
    SessionRecord record =
        new SessionRecord(
            tokens.id(), Tokens.hash(token), instructor.id(), browser, place, now, now);
    store.add(record, MOST);
    return new Secret<>(session(record, instructor), token);
  }

  /** The session that a token stands for, which counts as used now. */
  public Optional<Session> find(String token) {
    if (!Tokens.wellFormed(token)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return store.find(Tokens.hash(token)).filter(record -> good(record, now)).flatMap(this::used);
  }

  private Optional<Session> used(SessionRecord record) {
    Instant now = clock.instant();
    if (record.used().isBefore(now.minus(TOUCH_AFTER))) {
      store.touch(record.id(), now);
    }
    return instructors
        .find(record.instructorId())
        .map(found -> session(record, new Instructor(found.id(), found.name())));
  }

  /** All of an instructor, the latest used first. */
  public List<Session> of(Instructor instructor) {
    Instant now = clock.instant();
    return store.of(instructor.id()).stream()
        .filter(record -> good(record, now))
        .map(record -> session(record, instructor))
        .toList();
  }

  public void end(Instructor instructor, String sessionId) throws InstructorFailure {
    if (!store.end(instructor.id(), sessionId)) {
      throw new InstructorFailure(
          Reason.NOT_FOUND, "There is no such session. It may have ended meanwhile.");
    }
  }

  /** Signs out; doing it twice does nothing. */
  public void end(Session session) {
    store.end(session.instructor().id(), session.id());
  }

  /** Signs the instructor out everywhere. */
  public void endAll(Instructor instructor) {
    store.endAll(instructor.id());
  }

  private static boolean good(SessionRecord record, Instant now) {
    return now.isBefore(record.created().plus(LONGEST)) && now.isBefore(record.used().plus(UNUSED));
  }

  private static Session session(SessionRecord record, Instructor instructor) {
    return new Session(
        record.id(), instructor, record.browser(), record.place(), record.created(), record.used());
  }
}
