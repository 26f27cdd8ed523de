package io.sidelab.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which instructors are signed in. Each method is one transaction. */
public interface SessionStore {
  /**
   * Adds a session, unless its instructor is gone.
   *
   * @param most sessions that the instructor may have; those unused for longest end
   */
  void add(SessionRecord session, int most);

  Optional<SessionRecord> find(String tokenHash);

  /** Of one instructor, the latest used first. */
  List<SessionRecord> of(String instructorId);

  void touch(String id, Instant used);

  /** Ends a session of this instructor. Returns false when they have none of that name. */
  boolean end(String instructorId, String id);

  /** Ends all sessions of an instructor. */
  void endAll(String instructorId);

  /** Forgets sessions of anybody's that are older or unused for longer. */
  void forget(Instant createdBefore, Instant usedBefore);
}
