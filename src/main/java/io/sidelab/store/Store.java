package io.sidelab.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything kept. Each method is one transaction. */
public interface Store extends AutoCloseable {
  /** This server's lasting identifier, made at the first call: labels on the engine carry it. */
  String serverId();

  /** Remembers a learner by the hash of the cookie's secret; the secret itself is never stored. */
  void addLearner(LearnerRecord learner);

  /** The learner of a cookie, be it of their first browser or of a further one. */
  Optional<LearnerRecord> findLearner(String secretHash);

  /** Writes that the learner was here. */
  void touchLearner(String learnerId, Instant seen);

  /** What is kept of workshops, in the same place. */
  WorkshopStore workshops();

  /** Inserts or replaces a workspace with all its machines. */
  void saveWorkspace(WorkspaceRecord workspace);

  /** Every workspace that is not closed. */
  List<WorkspaceRecord> openWorkspaces();

  /** Marks a step's check as passed. Doing it twice keeps the first time. */
  void recordPassed(String workspaceId, int step, Instant when);

  Set<Integer> passedSteps(String workspaceId);

  /** Keeps the latest answer to a question. */
  void recordAnswer(String workspaceId, AnswerRecord answer);

  List<AnswerRecord> answers(String workspaceId);

  /** Keeps a guess and the figure beside it. Doing it twice keeps the first: it was the guess. */
  void recordPrediction(String workspaceId, PredictionRecord prediction);

  List<PredictionRecord> predictions(String workspaceId);

  /** A fact that is costly to find out, such as which accelerator works on this host. */
  Optional<String> fact(String key);

  void keepFact(String key, String value);

  /** Lets a learner start labs on their own from now on. Doing it twice keeps the first time. */
  void admitToSelfStudy(String learnerId, Instant when);

  boolean admittedToSelfStudy(String learnerId);

  /** Keeps that a learner has signed in at a provider. Doing it twice keeps the first time. */
  void recordSignedIn(String learnerId, Instant when);

  boolean hasSignedIn(String learnerId);

  /** Instructors and the links that make them; the same store as this, closed with it. */
  InstructorStore instructors();

  /** Which instructors are signed in; the same store as this, closed with it. */
  SessionStore sessions();

  /** Flushes and closes. Closing twice does nothing. */
  @Override
  void close();
}
