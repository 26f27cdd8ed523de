package io.sidelab.http;

import io.sidelab.store.AnswerRecord;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.SessionStore;
import io.sidelab.store.Store;
import io.sidelab.store.StoreException;
import io.sidelab.store.WorkshopStore;
import io.sidelab.store.WorkspaceRecord;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps learners in memory and nothing else of its own; its disk may break. */
final class ForgetfulStore implements Store {
  final Map<String, LearnerRecord> learners = new ConcurrentHashMap<>();
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final Set<String> signedIn = ConcurrentHashMap.newKeySet();
  private final InstructorStore instructors;
  private final SessionStore sessions;
  volatile boolean broken;

  /** Without instructors. */
  ForgetfulStore() {
    this.instructors = nobodys(InstructorStore.class);
    this.sessions = nobodys(SessionStore.class);
  }

  /**
   * @param accounts keeps the instructors
   */
  ForgetfulStore(Store accounts) {
    this.instructors = accounts.instructors();
    this.sessions = accounts.sessions();
  }

  private static <T> T nobodys(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  /** Finds nothing, and keeps nothing. */
  private static <T> T emptyHanded(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == List.class) {
                return List.of();
              }
              if (method.getReturnType() == Optional.class) {
                return Optional.empty();
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  private void disk() {
    if (broken) {
      throw new StoreException("disk I/O error in /secret/place", null);
    }
  }

  @Override
  public String serverId() {
    return "paper";
  }

  @Override
  public void addLearner(LearnerRecord learner) {
    disk();
    learners.put(learner.secretHash(), learner);
  }

  @Override
  public Optional<LearnerRecord> findLearner(String secretHash) {
    disk();
    return Optional.ofNullable(learners.get(secretHash));
  }

  @Override
  public void touchLearner(String learnerId, Instant seen) {
    disk();
  }

  @Override
  public WorkshopStore workshops() {
    return emptyHanded(WorkshopStore.class);
  }

  @Override
  public void saveWorkspace(WorkspaceRecord workspace) {}

  @Override
  public List<WorkspaceRecord> openWorkspaces() {
    return List.of();
  }

  @Override
  public void recordPassed(String workspaceId, int step, Instant when) {}

  @Override
  public Set<Integer> passedSteps(String workspaceId) {
    return Set.of();
  }

  @Override
  public void recordAnswer(String workspaceId, AnswerRecord answer) {}

  @Override
  public List<AnswerRecord> answers(String workspaceId) {
    return List.of();
  }

  @Override
  public void recordPrediction(String workspaceId, PredictionRecord prediction) {}

  @Override
  public List<PredictionRecord> predictions(String workspaceId) {
    return List.of();
  }

  @Override
  public Optional<String> fact(String key) {
    return Optional.empty();
  }

  @Override
  public void keepFact(String key, String value) {}

  @Override
  public void recordSignedIn(String learnerId, Instant when) {
    signedIn.add(learnerId);
  }

  @Override
  public boolean hasSignedIn(String learnerId) {
    return signedIn.contains(learnerId);
  }

  @Override
  public void admitToSelfStudy(String learnerId, Instant when) {
    admitted.add(learnerId);
  }

  @Override
  public boolean admittedToSelfStudy(String learnerId) {
    return admitted.contains(learnerId);
  }

  @Override
  public InstructorStore instructors() {
    return instructors;
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public void close() {}
}
