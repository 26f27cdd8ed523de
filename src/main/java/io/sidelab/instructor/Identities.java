package io.sidelab.instructor;

import io.sidelab.store.IdentityRecord;
import io.sidelab.store.InstructorRecord;
import io.sidelab.store.InstructorStore;
import java.time.Clock;
import java.util.Optional;

/**
 * Accounts of instructors who sign in at a provider. They have no password here, and belong to who
 * the provider says somebody is, never to a name or an address of mail: those are not proof.
 */
public final class Identities {
  private final InstructorStore store;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Clock clock;

  Identities(InstructorStore store, Sessions sessions, Tokens tokens, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The account of somebody whom the provider calls an instructor; made when there is none.
   *
   * @param name for an account that is made now; with a number where another one has it. One that
   *     is there keeps its name.
   */
  public Instructor admit(String issuer, String subject, String name) {
    IdentityRecord identity = new IdentityRecord(issuer, subject);
    String wanted = Names.fit(name);
    for (int number = 1; ; number++) {
      Optional<InstructorRecord> known = store.findByIdentity(identity);
      if (known.isPresent()) {
        return new Instructor(known.get().id(), known.get().name());
      }
      store.addIdentified(record(Names.numbered(wanted, number)), identity);
    }
  }

  /**
   * For somebody whom the provider does not call an instructor now: ends the sessions of the
   * account that they may have from before.
   *
   * @return whether they have one
   */
  public boolean dismiss(String issuer, String subject) {
    Optional<InstructorRecord> known = store.findByIdentity(new IdentityRecord(issuer, subject));
    known.ifPresent(record -> sessions.endAll(new Instructor(record.id(), record.name())));
    return known.isPresent();
  }

  private InstructorRecord record(String name) {
    return new InstructorRecord(
        tokens.id(), name, Names.key(name), Optional.empty(), clock.instant());
  }
}
