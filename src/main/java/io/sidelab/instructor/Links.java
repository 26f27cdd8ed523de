package io.sidelab.instructor;

import io.sidelab.instructor.InstructorFailure.Reason;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.LinkRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links that make accounts: the first instructor's, and invitations. Each works once. */
public final class Links {
  static final Duration FIRST = Duration.ofHours(24);
  static final Duration INVITED = Duration.ofDays(7);

  /** More than a school's instructors; a script that runs wild fills no disk. */
  static final int MOST = 50;

  private final InstructorStore store;
  private final Tokens tokens;
  private final Clock clock;

  Links(InstructorStore store, Tokens tokens, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Makes the first instructor's link as long as there is none; the ones before are void. Good for
   * 24 hours.
   *
   * @return its token
   */
  public Optional<String> first() {
    String token = tokens.token();
    LinkRecord link = link(token, Optional.empty(), FIRST);
    return store.replaceFirstLink(link) ? Optional.of(token) : Optional.empty();
  }

  /** Makes a link for one more instructor, good for seven days. */
  public Secret<Invitation> invite(Instructor inviter) throws InstructorFailure {
    if (open().size() >= MOST) {
      throw new InstructorFailure(
          Reason.TOO_MANY_INVITATIONS,
          "There are " + MOST + " open invitations. Withdraw some of them first.");
    }
    String token = tokens.token();
    LinkRecord link = link(token, Optional.of(inviter.id()), INVITED);
    store.addInvitation(link);
    return new Secret<>(invitation(link), token);
  }

  /** Invitations that can still be used, the oldest first. */
  public List<Invitation> open() {
    return store.links(clock.instant()).stream()
        .filter(link -> link.inviterId().isPresent())
        .map(Links::invitation)
        .toList();
  }

  public void withdraw(String invitationId) throws InstructorFailure {
    if (!store.removeInvitation(invitationId)) {
      throw new InstructorFailure(
          Reason.NOT_FOUND, "There is no such invitation. It may have been used meanwhile.");
    }
  }

  /** Refuses a link that would make no account now. */
  public void check(String token) throws InstructorFailure {
    if (!Tokens.wellFormed(token)
        || store.findLink(Tokens.hash(token), clock.instant()).isEmpty()) {
      throw linkVoid();
    }
  }

  static InstructorFailure linkVoid() {
    return new InstructorFailure(
        Reason.LINK_VOID,
        "This link does not work any more: it was used, withdrawn or is too old. Ask for a new"
            + " one.");
  }

  private LinkRecord link(String token, Optional<String> inviter, Duration lifetime) {
    Instant now = clock.instant();
    return new LinkRecord(tokens.id(), Tokens.hash(token), inviter, now, now.plus(lifetime));
  }

  private static Invitation invitation(LinkRecord link) {
    return new Invitation(
        link.id(), link.inviterId().orElseThrow(), link.created(), link.expires());
  }
}
