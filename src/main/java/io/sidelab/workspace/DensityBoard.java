package io.sidelab.workspace;

import io.sidelab.evidence.DensityView;
import io.sidelab.evidence.DensityView.Budget;
import java.time.Instant;
import java.util.Optional;

/** The runs of one workspace: the one that goes on, and what the latest of each kind measured. */
final class DensityBoard {
  private Optional<DensityRun> current = Optional.empty();
  private Optional<Race> race = Optional.empty();
  private Optional<Growth> growth = Optional.empty();

  /** Whether it may go on: only one does at a time. */
  synchronized boolean begin(DensityRun run) {
    if (current.isPresent()) {
      return false;
    }
    current = Optional.of(run);
    return true;
  }

  synchronized void show(Race next) {
    race = Optional.of(next);
  }

  synchronized void show(Growth next) {
    growth = Optional.of(next);
  }

  synchronized void end() {
    current = Optional.empty();
  }

  synchronized Optional<DensityRun> current() {
    return current;
  }

  synchronized DensityView view(Instant now, Budget budget) {
    return DensityView.of(
        now,
        budget,
        current.map(DensityRun::kind).orElse(""),
        race.map(Race::view),
        growth.map(Growth::view));
  }
}
