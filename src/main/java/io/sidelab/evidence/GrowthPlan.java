package io.sidelab.evidence;

import io.sidelab.evidence.DensityView.Budget;
import java.util.Optional;

/**
 * How far a growing number of containers goes next, so that neither its budget nor the host's
 * memory is overdrawn: by what one of them has cost so far. Pure.
 */
public final class GrowthPlan {
  /** A container that has not been measured yet takes no more than that, with its shim. */
  private static final long FIRST_BYTES = 64L << 20;

  private final Budget budget;
  private final int most;
  private final Optional<Long> availableBefore;

  /**
   * What comes next.
   *
   * @param containers how many there are to be
   * @param endedBy count, memory, host or disk when there are to be no more; else empty
   */
  public record Next(int containers, String endedBy) {
    public boolean ends() {
      return !endedBy.isEmpty();
    }
  }

  private record Bound(String name, long containers) {}

  /**
   * @param most what the learner asked for, within the budget
   * @param availableBefore the host's memory before the first one, where it is known
   */
  public GrowthPlan(Budget budget, int most, Optional<Long> availableBefore) {
    this.budget = budget;
    this.most = most;
    this.availableBefore = availableBefore;
  }

  /** Before anything was measured. */
  public Next first() {
    boolean room =
        availableBefore.map(free -> free - budget.floorBytes() >= FIRST_BYTES).orElse(true);
    return room ? new Next(1, "") : new Next(0, "host");
  }

  /** After the latest measurement. */
  public Next after(GrowthPoint last) {
    int now = last.containers();
    Bound bound = new Bound("count", most);
    for (Bound other : new Bound[] {memory(last), host(last), disk(last)}) {
      bound = other.containers() < bound.containers() ? other : bound;
    }
    return bound.containers() <= now
        ? new Next(now, bound.name())
        : new Next((int) Math.min(bound.containers(), step(now)), "");
  }

  /** 1, 2, 5, 10, then tens up to 100, then 25 at a time. */
  private static int step(int now) {
    if (now < 2) {
      return 2;
    }
    if (now < 5) {
      return 5;
    }
    int pace = now < 100 ? 10 : 25;
    return (now / pace + 1) * pace;
  }

  private Bound memory(GrowthPoint last) {
    long each = Math.max(1, last.allMemoryBytes() / last.containers());
    return new Bound("memory", budget.memoryBytes() / each);
  }

  /** The host's own count may be higher, because its kernel and the engine take something too. */
  private Bound host(GrowthPoint last) {
    if (last.availableBytes().isEmpty()) {
      return new Bound("host", Long.MAX_VALUE);
    }
    long available = last.availableBytes().get();
    long gone = availableBefore.orElse(available) - available;
    long each = Math.max(1, Math.max(gone, last.allMemoryBytes()) / last.containers());
    long room = Math.max(0, available - budget.floorBytes());
    return new Bound("host", last.containers() + room / each);
  }

  private Bound disk(GrowthPoint last) {
    long room = budget.diskBytes() - last.diskBytes();
    if (room < 0) {
      return new Bound("disk", 0);
    }
    long each = last.layerBytes() / last.containers();
    return new Bound("disk", each == 0 ? Long.MAX_VALUE : last.containers() + room / each);
  }
}
