package io.sidelab.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Instructors and the links that make them. Each method is one transaction. */
public interface InstructorStore {
  /** What became of an account that was to be made. */
  enum Added {
    ADDED,
    /** The link is unknown, used, withdrawn or expired. */
    NO_LINK,
    /** The link is still good. */
    NAME_TAKEN
  }

  boolean anyInstructor();

  /** In the order in which they came. */
  List<InstructorRecord> instructors();

  Optional<InstructorRecord> find(String id);

  Optional<InstructorRecord> findByName(String nameKey);

  /**
   * Uses up a link and makes the account, or does neither. A link without an inviter makes the
   * first instructor only.
   */
  Added add(InstructorRecord instructor, String linkHash, Instant now);

  /** The instructor who signs in elsewhere as this. */
  Optional<InstructorRecord> findByIdentity(IdentityRecord identity);

  /**
   * Makes the account of somebody who signs in elsewhere.
   *
   * @return false when the name is taken, or the identity has an account already
   */
  boolean addIdentified(InstructorRecord instructor, IdentityRecord identity);

  /**
   * Removes an instructor with their sessions and the invitations that they made.
   *
   * @return false when there is no such instructor or it is the last one
   */
  boolean remove(String id);

  /** Changes a password and ends every session of the instructor but one. */
  void changePassword(String id, String passwordHash, String keptSessionId);

  /**
   * Makes the link of the first instructor; older ones are void.
   *
   * @return false when there is an instructor already
   */
  boolean replaceFirstLink(LinkRecord link);

  /** Adds an invitation; those that have expired are forgotten. */
  void addInvitation(LinkRecord link);

  /** Links that are good now; the oldest first. */
  List<LinkRecord> links(Instant now);

  Optional<LinkRecord> findLink(String tokenHash, Instant now);

  /** Withdraws an invitation. Returns false when there is none. */
  boolean removeInvitation(String id);
}
