package io.sidelab.workspace;

import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Every workspace by its identifier, those that ended lately included. */
final class Registry {
  private final int perLearner;
  private final int endsRemembered;
  private final Duration remembered;
  private final Map<String, Workspace> all = new ConcurrentHashMap<>();
  private final Map<Workspace, Instant> ended = new LinkedHashMap<>();

  Registry(int perLearner, int endsRemembered, Duration remembered) {
    this.perLearner = perLearner;
    this.endsRemembered = endsRemembered;
    this.remembered = remembered;
  }

  /** Enters a workspace unless its learner has too many. */
  synchronized void add(Workspace workspace) throws WorkspaceFailure {
    refuseTooMany(workspace.learnerId());
    all.put(workspace.id(), workspace);
  }

  void refuseTooMany(String learnerId) throws WorkspaceFailure {
    long open =
        all.values().stream()
            .filter(one -> one.learnerId().equals(learnerId))
            .filter(one -> one.live() || one.state() == WorkspaceState.QUEUED)
            .count();
    if (open >= perLearner) {
      throw new WorkspaceFailure(
          Reason.TOO_MANY_WORKSPACES,
          "You have "
              + open
              + (open == 1 ? " lab" : " labs")
              + " running, which is as many as one may have here. End one of them first.");
    }
  }

  /**
   * Gives a workspace to a learner who has not too many; ready ones first, then the oldest.
   *
   * @param offered which may be taken
   * @param takes takes one, under its own lock, and says whether it was still to be had
   */
  synchronized Optional<Workspace> claim(
      String learnerId, Predicate<Workspace> offered, Predicate<Workspace> takes)
      throws WorkspaceFailure {
    List<Workspace> candidates =
        all.values().stream()
            .filter(offered)
            .sorted(
                Comparator.comparing((Workspace one) -> one.state() != WorkspaceState.READY)
                    .thenComparing(one -> one.lifetime().created()))
            .toList();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    refuseTooMany(learnerId);
    return candidates.stream().filter(takes).findFirst();
  }

  /** Enters a workspace of an earlier server or of the pool, whatever one learner may have. */
  void adopt(Workspace workspace) {
    all.put(workspace.id(), workspace);
  }

  void forget(Workspace workspace) {
    all.remove(workspace.id());
  }

  Optional<Workspace> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** The learner's workspace, if there is one. */
  Optional<Workspace> of(String learnerId, String id) {
    return find(id).filter(one -> one.learnerId().equals(learnerId));
  }

  Workspace find(String learnerId, String id) throws WorkspaceFailure {
    return of(learnerId, id)
        .orElseThrow(
            () ->
                new WorkspaceFailure(
                    Reason.NOT_FOUND,
                    "There is no such lab of yours; it may have ended long ago. Start it again"
                        + " from the list of labs."));
  }

  Optional<Workspace> findByTerminal(String terminalId) {
    return all.values().stream().filter(one -> one.machineOf(terminalId).isPresent()).findFirst();
  }

  Workspace findByTerminal(String learnerId, String terminalId) throws WorkspaceFailure {
    return findByTerminal(terminalId)
        .filter(one -> one.learnerId().equals(learnerId))
        .orElseThrow(
            () ->
                new WorkspaceFailure(
                    Reason.NOT_FOUND,
                    "There is no such terminal of yours; it may have been closed."));
  }

  /** The learner's workspaces that are not over, newest first. */
  List<Workspace> of(String learnerId) {
    return all.values().stream()
        .filter(one -> one.learnerId().equals(learnerId) && !one.over())
        .sorted(Comparator.comparing((Workspace one) -> one.lifetime().created()).reversed())
        .toList();
  }

  Collection<Workspace> all() {
    return new ArrayList<>(all.values());
  }

  /** Keeps an ended workspace for a while, so that its learner can read why it ended. */
  synchronized void ended(Workspace workspace, Instant now) {
    ended.put(workspace, now);
    while (ended.size() > endsRemembered) {
      drop(ended.keySet().iterator().next());
    }
  }

  synchronized void forgetOld(Instant now) {
    ended.entrySet().stream()
        .filter(end -> !now.isBefore(end.getValue().plus(remembered)))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::drop);
  }

  private void drop(Workspace workspace) {
    ended.remove(workspace);
    forget(workspace);
  }
}
