package io.sidelab.workshop;

import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.WorkshopRecord;
import java.time.Instant;
import java.util.Optional;

/** Copies of a workshop's record with something changed. */
final class Changes {
  private Changes() {}

  static WorkshopRecord planned(WorkshopRecord now, Plan plan) {
    return new WorkshopRecord(
        now.id(),
        now.instructorId(),
        plan.title(),
        now.code(),
        plan.labs(),
        plan.starts(),
        plan.ends(),
        plan.seats(),
        plan.time(),
        plan.recorded(),
        now.state(),
        now.created(),
        now.pausedSince(),
        now.labNow().filter(plan.labs()::contains),
        now.stepNow(),
        now.broadcast());
  }

  /** A workshop that ends is not paused and shows nothing any more. */
  static WorkshopRecord state(WorkshopRecord now, WorkshopState state) {
    boolean over = state == WorkshopState.ENDED;
    return live(
        now,
        state,
        over ? Optional.empty() : now.pausedSince(),
        now.labNow(),
        now.stepNow(),
        over ? Optional.empty() : now.broadcast());
  }

  static WorkshopRecord paused(WorkshopRecord now, Optional<Instant> since) {
    return live(now, Preparation.state(now), since, now.labNow(), now.stepNow(), now.broadcast());
  }

  static WorkshopRecord moved(WorkshopRecord now, String lab, int step) {
    return live(
        now, Preparation.state(now), now.pausedSince(), Optional.of(lab), step, now.broadcast());
  }

  static WorkshopRecord shows(WorkshopRecord now, Optional<BroadcastRecord> terminal) {
    return live(
        now, Preparation.state(now), now.pausedSince(), now.labNow(), now.stepNow(), terminal);
  }

  private static WorkshopRecord live(
      WorkshopRecord now,
      WorkshopState state,
      Optional<Instant> pausedSince,
      Optional<String> labNow,
      int stepNow,
      Optional<BroadcastRecord> broadcast) {
    return new WorkshopRecord(
        now.id(),
        now.instructorId(),
        now.title(),
        now.code(),
        now.labs(),
        now.starts(),
        now.ends(),
        now.seats(),
        now.time(),
        now.recorded(),
        state.name(),
        now.created(),
        pausedSince,
        labNow,
        stepNow,
        broadcast);
  }
}
