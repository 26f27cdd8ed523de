package io.sidelab.http;

import io.sidelab.workshop.LearnerRow;
import io.sidelab.workshop.Standing;
import io.sidelab.workshop.TowerView;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.WorkspaceView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A class on the wire, as its instructor sees it.
 *
 * @param now by the server's clock, so that ages can be told from the other times
 */
record TowerJson(
    WorkshopJson workshop, Instant now, double medianPassed, List<LearnerJson> learners) {

  /**
   * One learner.
   *
   * @param present whether a page of theirs is open
   * @param step that they look at, 0 before the first
   * @param passed steps of each lab
   * @param failures of the check of that step, while it has not passed
   * @param active when they last did something, typing included
   * @param stuck why we think that they need help, in sentences
   */
  record LearnerJson(
      String id,
      String name,
      boolean present,
      Instant joined,
      String lab,
      int step,
      Map<String, Set<Integer>> passed,
      int failures,
      int hints,
      String lastFailure,
      Instant stepSince,
      Instant active,
      Optional<Instant> hand,
      List<String> stuck,
      Optional<LearnerLabJson> workspace) {

    static LearnerJson of(LearnerRow row) {
      Standing standing = row.standing();
      return new LearnerJson(
          row.participant().id(),
          row.participant().name(),
          row.present(),
          row.participant().joined(),
          standing.labId(),
          standing.step(),
          standing.passed().keySet().stream()
              .collect(
                  Collectors.toMap(
                      Function.identity(), lab -> new TreeSet<>(standing.passedIn(lab)))),
          standing.failuresHere(),
          standing.hints(),
          standing.lastFailure(),
          standing.stepSince(),
          row.active(),
          standing.handRaised(),
          row.stuck(),
          row.workspace().map(LearnerLabJson::of));
    }
  }

  /** The lab that a learner works in. */
  record LearnerLabJson(
      String state, int place, Instant expires, boolean extendable, List<MachineJson> machines) {
    static LearnerLabJson of(WorkspaceView view) {
      return new LearnerLabJson(
          view.state().name().toLowerCase(Locale.ROOT),
          view.place().orElse(0),
          view.expires(),
          view.extendable(),
          view.machines().stream().map(MachineJson::of).toList());
    }
  }

  static TowerJson of(TowerView view, Workshops workshops) {
    return new TowerJson(
        WorkshopJson.of(view.workshop(), workshops),
        view.when(),
        view.medianPassed(),
        view.learners().stream().map(LearnerJson::of).toList());
  }
}
