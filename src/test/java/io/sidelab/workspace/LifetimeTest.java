package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.store.TermsRecord;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * When workspaces end: two hours, half an hour more each time, four in all; idle after 90 minutes.
 */
class LifetimeTest {
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  @Test
  void aTimeOfItsOwnTakesTheUsualOnesPlace() {
    Lifetime lifetime = lifetime(Duration.ofMinutes(20));

    assertThat(lifetime.expires()).isEqualTo(after(20));
    assertThat(extensions(lifetime)).isEqualTo(8); // 20 + 7 * 30 = 230, and 10 more
    assertThat(lifetime.expires()).isEqualTo(after(240));
  }

  @Test
  void aLongTimeOfItsOwnMayBeExtendedOnce() {
    Lifetime lifetime = lifetime(Duration.ofHours(8));

    assertThat(extensions(lifetime)).isEqualTo(1);
    assertThat(lifetime.expires()).isEqualTo(after(510));
  }

  @Test
  void whileItIsPausedItEndsNeitherByTheClockNorIdle() {
    Lifetime lifetime = lifetime(Duration.ofHours(2));
    assertThat(lifetime.pause(after(60))).isTrue();
    assertThat(lifetime.pause(after(61))).isFalse();

    assertThat(lifetime.isOver(after(10_000))).isFalse();
    assertThat(lifetime.isIdle(after(10_000))).isFalse();
    assertThat(lifetime.endsSoon(after(10_000))).isFalse();
  }

  @Test
  void aPauseMovesAllEndsByItsLength() {
    Lifetime lifetime = lifetime(Duration.ofHours(2));
    lifetime.pause(after(60));

    assertThat(lifetime.resume(after(160))).isTrue();
    assertThat(lifetime.resume(after(200))).isFalse();

    assertThat(lifetime.expires()).isEqualTo(after(220));
    assertThat(lifetime.idleAt()).isEqualTo(after(190));
    assertThat(extensions(lifetime)).isEqualTo(4);
    assertThat(lifetime.expires()).isEqualTo(after(340));
  }

  @Test
  void aPauseThatWasAskedForInTheQueueBeginsWithTheTime() {
    Lifetime lifetime = lifetime(Duration.ofMinutes(30));
    lifetime.pause(after(10));

    lifetime.begin(after(40));
    assertThat(lifetime.paused()).isTrue();
    lifetime.resume(after(60));

    assertThat(lifetime.expires()).isEqualTo(after(90));
  }

  @Test
  void whoTypesInAPauseIsNotTakenToBeThereInTheFuture() {
    Lifetime lifetime = lifetime(Duration.ofHours(2));
    lifetime.pause(after(10));
    lifetime.use(after(30));

    lifetime.resume(after(40));

    assertThat(lifetime.used()).isEqualTo(after(40));
  }

  @Test
  void timeWithoutAServerCountsToThePause() {
    Lifetime before = lifetime(Duration.ofMinutes(30));
    before.pause(after(10));
    TermsRecord kept = before.terms(Optional.of("class"));

    Lifetime later = new Lifetime(Times.defaults(), START, before.expires(), after(500), kept);
    assertThat(later.isOver(after(500))).isFalse();
    later.resume(after(510));

    assertThat(later.expires()).isEqualTo(after(530));
    assertThat(later.terms(Optional.empty()).paused()).isEqualTo(Duration.ofMinutes(500));
    assertThat(later.paused()).isFalse();
  }

  @Test
  void beginsAnewForWhoeverGetsAWarmOne() {
    Lifetime lifetime = new Lifetime(Times.defaults(), START);

    lifetime.begin(after(600), Optional.of(Duration.ofMinutes(45)));

    assertThat(lifetime.created()).isEqualTo(after(600));
    assertThat(lifetime.expires()).isEqualTo(after(645));
    assertThat(lifetime.isIdle(after(640))).isFalse();
  }

  @Test
  void aClockThatGoesBackwardsTakesNothingAway() {
    Lifetime lifetime = lifetime(Duration.ofHours(2));
    lifetime.pause(after(60));

    lifetime.resume(after(50));

    assertThat(lifetime.expires()).isEqualTo(after(120));
  }

  private static int extensions(Lifetime lifetime) {
    int made = 0;
    while (lifetime.extend()) {
      made++;
    }
    return made;
  }

  private static Lifetime lifetime(Duration time) {
    return new Lifetime(Times.defaults(), START, Optional.of(time));
  }

  private static Instant after(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }
}
