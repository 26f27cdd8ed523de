package io.sidelab.workspace;

import io.sidelab.content.Lab;
import java.util.Optional;

/** What one lab's part of a cohort's pool is to be; guarded by its {@link WarmPool}. */
final class WarmWish {
  /** A lab whose image cannot be had fails each time: whoever asked for it has to look first. */
  private static final int ATTEMPTS = 3;

  final String cohort;
  final Lab lab;
  int wanted;
  int failed;
  Optional<String> lastReason = Optional.empty();

  WarmWish(String cohort, Lab lab) {
    this.cohort = cohort;
    this.lab = lab;
  }

  void ask(int count) {
    wanted = count;
    failed = 0;
    lastReason = Optional.empty();
  }

  void oneLess() {
    wanted = Math.max(0, wanted - 1);
  }

  void fail(String reason) {
    failed++;
    lastReason = Optional.of(reason);
  }

  boolean givenUp() {
    return failed >= ATTEMPTS;
  }

  boolean isFor(Workspace workspace) {
    return isOf(workspace.cohort(), workspace.lab().id());
  }

  boolean isOf(Optional<String> wantedCohort, String labId) {
    return wantedCohort.filter(cohort::equals).isPresent() && lab.id().equals(labId);
  }
}
