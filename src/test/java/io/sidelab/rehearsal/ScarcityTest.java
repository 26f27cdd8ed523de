package io.sidelab.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.rehearsal.RehearsalReport.HostUse;
import io.sidelab.rehearsal.RehearsalReport.Scarce;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScarcityTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @Test
  void whatEndsFirstComesFirst() {
    HostUse use = use(8 * GIB, 2 * GIB, 3 * GIB, GIB, 0.1, 0.55, 0);

    List<Scarce> scarce = Scarcity.of(use, 10, 40);

    assertThat(scarce).extracting(Scarce::resource).containsExactly("cpu", "places", "memory");
    assertThat(scarce.get(0).learners()).isEqualTo(20);
    assertThat(scarce.get(0).text())
        .isEqualTo("2 processors were busy 55 % of the time, and 10 % before.");
    assertThat(scarce.get(2).learners()).isEqualTo(60);
    assertThat(scarce.get(2).text())
        .isEqualTo("102 MiB for each learner; 5.0 of 8.0 GiB were left at the peak.");
  }

  @Test
  void labsThatWereWarmBeforeCountByTheirContainers() {
    HostUse use = use(8 * GIB, 4 * GIB, 4 * GIB, 2 * GIB, 0, 0, 0);

    assertThat(Scarcity.of(use, 10, 999))
        .extracting(Scarce::resource, Scarce::learners)
        .startsWith(org.assertj.core.groups.Tuple.tuple("memory", 30));
  }

  @Test
  void diskCountsWhenItWasWrittenTo() {
    HostUse use = use(8 * GIB, 0, 0, 0, 0, 0, 100 * MIB);

    assertThat(Scarcity.of(use, 10, 999))
        .extracting(Scarce::resource)
        .containsExactly("disk", "places");
    assertThat(Scarcity.of(use, 10, 999).get(0).learners()).isEqualTo(102);
  }

  @Test
  void withoutFiguresOnlyPlacesAreKnownAndWithoutRobotsNothing() {
    assertThat(Scarcity.of(HostUse.UNKNOWN, 4, 10)).hasSize(1);
    assertThat(Scarcity.of(HostUse.UNKNOWN, 0, 10)).isEmpty();
  }

  private static HostUse use(
      long memory,
      long before,
      long peak,
      long containers,
      double cpuBefore,
      double cpuMean,
      long disk) {
    return new HostUse(
        true, memory, before, peak, 0, containers, 2, cpuBefore, cpuMean, 1, 3, "/", GIB, disk);
  }
}
