package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.evidence.DensityView.Budget;
import io.sidelab.evidence.GrowthView.OneVm;
import io.sidelab.evidence.RaceView.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What many containers come to beside as many VMs. */
class BillTest {
  private static final long MIB = 1L << 20;
  private static final List<GrowthPoint> POINTS =
      List.of(point(1, 4, 3, 0), point(10, 13, 30, 5), point(60, 64, 182, 30));
  private static final OneVm VM =
      new OneVm(Instant.EPOCH, 297 * MIB, Optional.of(3 * MIB), Optional.of(200 * MIB));

  @Test
  void setsContainersAgainstAsManyOfTheOneVmThatWasMeasured() {
    Bill bill = Bill.of(POINTS, Optional.of(VM), Optional.of(9000 * MIB), 1000 * MIB);

    assertThat(bill.containers()).isEqualTo(60);
    assertThat(bill.memoryBytes()).isEqualTo(246 * MIB);
    assertThat(bill.oneMoreBytes()).isEqualTo(239 * MIB / 59);
    assertThat(bill.diskBytes()).isEqualTo(130 * MIB);
    assertThat(bill.vmMemoryBytes()).contains(18_000 * MIB);
    assertThat(bill.vmDiskBytes()).contains(12_000 * MIB);
    assertThat(bill.memoryFactor().orElseThrow()).isEqualTo(18_000.0 / 246);
    assertThat(bill.diskFactor().orElseThrow()).isEqualTo(12_000.0 / 130);
    assertThat(bill.fitVms()).contains(8000L / 300);
    assertThat(bill.fitContainers()).contains(8000 * MIB / (239 * MIB / 59));
  }

  @Test
  void saysNothingOfVmsWithoutOneAndNothingOfTheHostWhereItIsNotKnown() {
    Bill bill = Bill.of(POINTS, Optional.empty(), Optional.empty(), 1000 * MIB);

    assertThat(bill.vmMemoryBytes()).isEmpty();
    assertThat(bill.memoryFactor()).isEmpty();
    assertThat(bill.fitContainers()).isEmpty();
    assertThat(bill.fitVms()).isEmpty();
    assertThat(bill.figures("memory", Optional.empty()).keySet())
        .containsExactly("growth/containers", "growth/ended-by", "growth/one-more-mib");
  }

  @Test
  void takesOneContainersOwnMemoryWhereThereWasNoOther() {
    assertThat(Bill.of(POINTS.subList(0, 1), Optional.empty(), Optional.empty(), 0).oneMoreBytes())
        .isEqualTo(7 * MIB);
  }

  @Test
  void aHostThatIsFullAlreadyHoldsNone() {
    Bill bill = Bill.of(POINTS, Optional.of(VM), Optional.of(500 * MIB), 1000 * MIB);

    assertThat(bill.fitContainers()).contains(0L);
    assertThat(bill.fitVms()).contains(0L);
  }

  @Test
  void aRaceIsToldByTheMedianOfEachOnesOwnStart() {
    RaceView race =
        race(
            "done",
            lane("container", 0, 400),
            lane("container", 100, 400),
            lane("container", 200, 900),
            lane("vm", 0, 8000));

    assertThat(figures(race))
        .containsExactly(
            "race/container-ms=400", "race/containers=3", "race/factor=20", "race/vm-ms=8000");
  }

  @Test
  void aRaceThatWasStoppedTellsNothing() {
    assertThat(figures(race("stopped", lane("container", 0, 400)))).isEmpty();
  }

  private static List<String> figures(RaceView race) {
    Budget budget = new Budget("", "", "", 1, 1, 1, 1, 1);
    return DensityView.of(Instant.EPOCH, budget, "", Optional.of(race), Optional.empty())
        .figures()
        .entrySet()
        .stream()
        .map(figure -> figure.getKey() + "=" + figure.getValue())
        .toList();
  }

  private static RaceView race(String state, Lane... lanes) {
    return new RaceView(
        state, "", Optional.of(Instant.EPOCH), Optional.of(1L), "", "", List.of(lanes));
  }

  private static Lane lane(String kind, long start, long ready) {
    return new Lane("one", kind, Optional.of(start), Optional.of(ready), "");
  }

  private static GrowthPoint point(int containers, long memory, long shims, long layers) {
    return new GrowthPoint(
        containers,
        Instant.EPOCH,
        1,
        memory * MIB,
        Optional.of(shims * MIB),
        Optional.empty(),
        100 * MIB,
        layers * MIB);
  }
}
