package io.sidelab.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.rehearsal.RehearsalReport.Times;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally(List.of("one", "two"));

  @Test
  void timesAreTheMiddleTheLastOfAHundredAndTheSlowest() {
    double[] hundred = DoubleStream.iterate(100, value -> value - 1).limit(100).toArray();

    assertThat(Tally.times(hundred)).isEqualTo(new Times(100, 50, 99, 100));
    assertThat(Tally.times(new double[] {7})).isEqualTo(new Times(1, 7, 7, 7));
    assertThat(Tally.times(new double[0])).isEqualTo(new Times(0, 0, 0, 0));
  }

  @Test
  void theFirstFailuresAreKeptAndAllAreCounted() {
    for (int robot = 1; robot <= 40; robot++) {
      tally.failed("Robot " + robot, "one", 2, "x".repeat(5_000));
    }

    assertThat(tally.failedCount()).isEqualTo(40);
    assertThat(tally.failures()).hasSize(12);
    assertThat(tally.failures().get(0).robot()).isEqualTo("Robot 1");
    assertThat(tally.failures().get(0).reason()).hasSize(600);
  }

  @Test
  void labsStandInTheirOrderWithThoseThatWereThrough() {
    tally.ended("Robot 1", "two", Duration.ofSeconds(3));

    assertThat(tally.labs()).extracting(lab -> lab.lab()).containsExactly("one", "two");
    assertThat(tally.labs()).extracting(lab -> lab.through()).containsExactly(0, 1);
    assertThat(tally.labs().get(1).took().slowest()).isEqualTo(3000);
  }
}
