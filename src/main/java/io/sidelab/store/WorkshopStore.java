package io.sidelab.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is kept of workshops. Each method is one transaction. */
public interface WorkshopStore {
  void addWorkshop(WorkshopRecord workshop);

  /** Changes a workshop within one transaction; returns what it is then, if there is one. */
  Optional<WorkshopRecord> changeWorkshop(String workshopId, UnaryOperator<WorkshopRecord> change);

  Optional<WorkshopRecord> workshop(String workshopId);

  /**
   * @param code as it is written in the record
   */
  Optional<WorkshopRecord> workshopByCode(String code);

  /** All of them, newest first. */
  List<WorkshopRecord> workshops();

  /**
   * Removes a workshop with its learners, events, their workspaces and progress, and the cookies of
   * learners who own nothing else.
   */
  void deleteWorkshop(String workshopId);

  /** Whether the learner is in it now: not when somebody has that name, or they are in already. */
  boolean addParticipant(ParticipantRecord participant);

  void changeCode(String participantId, String codeHash);

  /** The learner in all workshops, the latest first. */
  List<ParticipantRecord> participations(String learnerId);

  /** In the order in which they joined. */
  List<ParticipantRecord> participants(String workshopId);

  /** Removes one learner of a workshop as {@link #deleteWorkshop} does with all. */
  void deleteParticipant(String participantId);

  /** Says that a workspace was started for a learner's workshop. */
  void assign(String workspaceId, String participantId);

  /** Workspaces of a workshop's learners that were ever started, oldest first. */
  List<AssignmentRecord> assignments(String workshopId);

  /** Guesses of a workshop's learners in its labs, in the order in which they were made. */
  List<GuessRecord> guesses(String workshopId);

  /** Appends an event; returns its place among all events. */
  long append(EventRecord event);

  /**
   * The workshop's events behind a place, in order.
   *
   * @param limit of how many, at most
   */
  List<EventRecord> events(String workshopId, long after, int limit);

  /**
   * Lets a further browser in as a learner who is known already.
   *
   * @param secretHash of its cookie
   */
  void addBrowser(String secretHash, String learnerId, Instant now);
}
