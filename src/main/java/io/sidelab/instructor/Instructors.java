package io.sidelab.instructor;

import io.sidelab.instructor.InstructorFailure.Reason;
import io.sidelab.store.InstructorRecord;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of instructors, and the way in to their links and sessions. Methods that take a
 * password work for some 50 ms and may wait for seconds for others that do.
 */
public final class Instructors {
  private final InstructorStore store;
  private final Clock clock;
  private final Tokens tokens = new Tokens();
  private final Passwords passwords = new Passwords();
  private final Links links;
  private final Sessions sessions;
  private final Identities identities;

  public Instructors(Store store, Clock clock) {
    this.store = store.instructors();
    this.clock = clock;
    this.links = new Links(this.store, tokens, clock);
    this.sessions = new Sessions(store.sessions(), this.store, tokens, clock);
    this.identities = new Identities(this.store, sessions, tokens, clock);
  }

  /** Links that make accounts. */
  public Links links() {
    return links;
  }

  /** Who is signed in. */
  public Sessions sessions() {
    return sessions;
  }

  /** Accounts of those who sign in at a provider. */
  public Identities identities() {
    return identities;
  }

  /** Whether names are the same to this server; equal keys mean equal names. */
  public static String nameKey(String name) {
    return Names.key(name);
  }

  /**
   * Makes an account by a link, which is used up then. Whatever else fails leaves the link as it
   * was.
   */
  public Instructor join(String token, String name, String password) throws InstructorFailure {
    links.check(token);
    String tidy = Names.tidy(name);
    String hash = passwords.hash(password);
    InstructorRecord record =
        new InstructorRecord(
            tokens.id(), tidy, Names.key(tidy), Optional.of(hash), clock.instant());
    return switch (store.add(record, Tokens.hash(token), clock.instant())) {
      case ADDED -> instructor(record);
      case NO_LINK -> throw Links.linkVoid();
      case NAME_TAKEN ->
          throw new InstructorFailure(
              Reason.NAME_TAKEN, "An instructor of that name is here already. Choose another one.");
    };
  }

  /** Who has this name and this password. Says neither which of both is wrong, nor by its time. */
  public Instructor identify(String name, String password) throws InstructorFailure {
    Optional<InstructorRecord> record = store.findByName(Names.key(name));
    if (!passwords.matches(password, record.flatMap(InstructorRecord::passwordHash))) {
      throw new InstructorFailure(
          Reason.SIGN_IN_FAILED, "Name and password do not belong together.");
    }
    return record.map(Instructors::instructor).orElseThrow();
  }

  /** Whether somebody signs in with a password here, not elsewhere. */
  public boolean hasPassword(Instructor instructor) {
    return store.find(instructor.id()).flatMap(InstructorRecord::passwordHash).isPresent();
  }

  /** Changes the password of who is signed in and ends their other sessions. */
  public void changePassword(Session session, String old, String password)
      throws InstructorFailure {
    Passwords.check(password);
    Optional<String> hash =
        store.find(session.instructor().id()).flatMap(InstructorRecord::passwordHash);
    if (!passwords.matches(old, hash)) {
      throw new InstructorFailure(
          Reason.WRONG_PASSWORD, "This is not your password. Try again, or sign out and in.");
    }
    store.changePassword(session.instructor().id(), passwords.hash(password), session.id());
  }

  /** All instructors, the first one first. */
  public List<Colleague> list() {
    return store.instructors().stream()
        .map(record -> new Colleague(instructor(record), record.created()))
        .toList();
  }

  /** Removes an instructor with their sessions and open invitations. */
  public void remove(String id) throws InstructorFailure {
    if (store.remove(id)) {
      return;
    }
    if (store.find(id).isPresent()) {
      throw new InstructorFailure(
          Reason.LAST_INSTRUCTOR, "The last instructor cannot be removed. Invite another one.");
    }
    throw new InstructorFailure(Reason.NOT_FOUND, "There is no such instructor.");
  }

  private static Instructor instructor(InstructorRecord record) {
    return new Instructor(record.id(), record.name());
  }
}
