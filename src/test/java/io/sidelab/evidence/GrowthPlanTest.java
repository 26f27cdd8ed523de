package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.evidence.DensityView.Budget;
import io.sidelab.evidence.GrowthPlan.Next;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** How far containers may grow, by what they have cost so far. */
class GrowthPlanTest {
  private static final long MIB = 1L << 20;

  @Test
  void growsInStepsThatGetLargerUpToTheNumber() {
    assertThat(steps(plan(10_000, 10_000, 60, Optional.empty()), GrowthPlanTest::light))
        .containsExactly(1, 2, 5, 10, 20, 30, 40, 50, 60);
    assertThat(steps(plan(10_000, 10_000, 150, Optional.empty()), GrowthPlanTest::light))
        .endsWith(90, 100, 125, 150);
    assertThat(steps(plan(10_000, 10_000, 7, Optional.empty()), GrowthPlanTest::light))
        .containsExactly(1, 2, 5, 7);
  }

  @Test
  void endsWithTheLastOneThatTheMemoryBudgetHasRoomFor() {
    GrowthPlan plan = plan(50, 10_000, 60, Optional.empty());

    assertThat(steps(plan, GrowthPlanTest::light)).containsExactly(1, 2, 5, 10);
    assertThat(plan.after(light(10))).isEqualTo(new Next(10, "memory"));
    assertThat(plan.after(light(5))).isEqualTo(new Next(10, ""));
  }

  @Test
  void countsWhatTheEngineNeedsForThemToo() {
    GrowthPoint withShims = point(5, 10 * MIB, Optional.of(15 * MIB), Optional.empty(), 0);

    assertThat(plan(25, 10_000, 60, Optional.empty()).after(withShims).endedBy())
        .isEqualTo("memory");
    assertThat(plan(30, 10_000, 60, Optional.empty()).after(withShims).containers()).isEqualTo(6);
  }

  @Test
  void leavesTheHostItsFloorByWhatTheHostItselfLost() {
    GrowthPlan plan = plan(10_000, 10_000, 60, Optional.of(1000 * MIB));

    // Ten have cost the host 100 MiB, whatever their cgroups say; 200 MiB stay free in any case.
    GrowthPoint fine = point(10, 10 * MIB, Optional.empty(), Optional.of(900 * MIB), 0);
    GrowthPoint tight = point(10, 10 * MIB, Optional.empty(), Optional.of(235 * MIB), 0);
    GrowthPoint full = point(10, 10 * MIB, Optional.empty(), Optional.of(205 * MIB), 0);
    assertThat(plan.after(fine)).isEqualTo(new Next(20, ""));
    assertThat(plan.after(tight)).isEqualTo(new Next(10, "host"));
    assertThat(plan.after(full)).isEqualTo(new Next(10, "host"));
  }

  @Test
  void doesNotBeginWithoutRoomAboveTheFloor() {
    assertThat(plan(100, 100, 60, Optional.of(210 * MIB)).first()).isEqualTo(new Next(0, "host"));
    assertThat(plan(100, 100, 60, Optional.of(500 * MIB)).first()).isEqualTo(new Next(1, ""));
    assertThat(plan(100, 100, 60, Optional.empty()).first()).isEqualTo(new Next(1, ""));
  }

  @Test
  void endsWithTheDiskBudgetTheImageCountedOnce() {
    GrowthPlan plan = plan(10_000, 130, 60, Optional.empty());

    assertThat(plan.after(point(5, MIB, Optional.empty(), Optional.empty(), 5 * MIB)))
        .isEqualTo(new Next(10, ""));
    assertThat(plan.after(point(10, MIB, Optional.empty(), Optional.empty(), 20 * MIB)))
        .isEqualTo(new Next(15, ""));
    assertThat(plan.after(point(15, MIB, Optional.empty(), Optional.empty(), 30 * MIB)))
        .isEqualTo(new Next(15, "disk"));
  }

  @Test
  void anImageLargerThanTheDiskBudgetEndsItAtOnce() {
    assertThat(plan(10_000, 50, 60, Optional.empty()).after(light(1)))
        .isEqualTo(new Next(1, "disk"));
  }

  private static List<Integer> steps(GrowthPlan plan, IntFunction<GrowthPoint> measured) {
    List<Integer> steps = new ArrayList<>();
    for (Next next = plan.first(); !next.ends(); ) {
      steps.add(next.containers());
      next = plan.after(measured.apply(next.containers()));
    }
    return steps;
  }

  /** Five MiB each, and nothing written. */
  private static GrowthPoint light(int containers) {
    return point(containers, 5 * MIB * containers, Optional.empty(), Optional.empty(), 0);
  }

  private static GrowthPoint point(
      int containers, long memory, Optional<Long> shims, Optional<Long> available, long layers) {
    return new GrowthPoint(
        containers, Instant.EPOCH, 1, memory, shims, available, 100 * MIB, layers);
  }

  private static GrowthPlan plan(
      long memoryMib, long diskMib, int most, Optional<Long> availableBefore) {
    Budget budget = new Budget("", "", "", 1000, 20, memoryMib * MIB, diskMib * MIB, 200 * MIB);
    return new GrowthPlan(budget, most, availableBefore);
  }
}
