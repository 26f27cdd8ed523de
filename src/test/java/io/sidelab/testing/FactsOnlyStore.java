package io.sidelab.testing;

import io.sidelab.store.AnswerRecord;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.SessionStore;
import io.sidelab.store.Store;
import io.sidelab.store.WorkshopStore;
import io.sidelab.store.WorkspaceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that keeps facts, and refuses everything else. */
public final class FactsOnlyStore implements Store {
  private final String serverId;
  private final Map<String, String> facts = new ConcurrentHashMap<>();

  public FactsOnlyStore(String serverId) {
    this.serverId = serverId;
  }

  @Override
  public String serverId() {
    return serverId;
  }

  @Override
  public Optional<String> fact(String key) {
    return Optional.ofNullable(facts.get(key));
  }

  @Override
  public void keepFact(String key, String value) {
    facts.put(key, value);
  }

  @Override
  public void addLearner(LearnerRecord learner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<LearnerRecord> findLearner(String secretHash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void touchLearner(String learnerId, Instant seen) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WorkshopStore workshops() {
    throw new UnsupportedOperationException("keeps no workshops");
  }

  @Override
  public void saveWorkspace(WorkspaceRecord workspace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<WorkspaceRecord> openWorkspaces() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recordPassed(String workspaceId, int step, Instant when) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Integer> passedSteps(String workspaceId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recordAnswer(String workspaceId, AnswerRecord answer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<AnswerRecord> answers(String workspaceId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recordPrediction(String workspaceId, PredictionRecord prediction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PredictionRecord> predictions(String workspaceId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recordSignedIn(String learnerId, Instant when) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasSignedIn(String learnerId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void admitToSelfStudy(String learnerId, Instant when) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean admittedToSelfStudy(String learnerId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InstructorStore instructors() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SessionStore sessions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
