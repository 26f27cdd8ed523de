package io.sidelab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StuckTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant EARLIER = NOW.minus(Duration.ofMinutes(10));

  @Test
  void whoGetsOnIsNotStuck() {
    Standing fine = after(event(EventKind.LAB_STARTED, 0), event(EventKind.CHECK_PASSED, 1));

    assertThat(Stuck.why(fine, NOW, 1, Map.of(), NOW)).isEmpty();
  }

  @Test
  void theThirdFailureOfACheckIsAReason() {
    Standing twice = failed(2);
    Standing thrice = failed(3);

    assertThat(Stuck.why(twice, NOW, 0, Map.of(), NOW)).isEmpty();
    assertThat(Stuck.why(thrice, NOW, 0, Map.of(), NOW))
        .containsExactly("The check of step 1 failed 3 times.");
  }

  @Test
  void silenceIsAReasonOnlyAfterAFailure() {
    Standing failing = failed(1);
    Standing reading = after(event(EventKind.LAB_STARTED, 0));

    assertThat(Stuck.why(failing, EARLIER, 0, Map.of(), NOW))
        .containsExactly("Nothing for 10 minutes after a check failed.");
    assertThat(Stuck.why(reading, EARLIER, 0, Map.of(), NOW)).isEmpty();
  }

  @Test
  void farBehindIsAReasonForThoseWhoHaveBegun() {
    Standing begun = after(event(EventKind.LAB_STARTED, 0));

    assertThat(Stuck.why(begun, NOW, 1.5, Map.of(), NOW)).isEmpty();
    assertThat(Stuck.why(begun, NOW, 2.5, Map.of(), NOW))
        .containsExactly("Has passed 0 steps; half of the class has 2.5.");
    assertThat(Stuck.why(Standing.joined(EARLIER), NOW, 9, Map.of(), NOW)).isEmpty();
  }

  @Test
  void theSameErrorAgainIsAReason() {
    Standing begun = after(event(EventKind.LAB_STARTED, 0));

    assertThat(Stuck.why(begun, NOW, 0, Map.of("foo: not found", 4), NOW))
        .containsExactly("The same error 4 times: foo: not found");
  }

  private static Standing failed(int times) {
    Standing standing = after(event(EventKind.LAB_STARTED, 0));
    for (int i = 0; i < times; i++) {
      standing = standing.after(event(EventKind.CHECK_FAILED, 1));
    }
    return standing;
  }

  private static Standing after(Event... events) {
    Standing standing = Standing.joined(EARLIER);
    for (Event event : List.of(events)) {
      standing = standing.after(event);
    }
    return standing;
  }

  private static Event event(EventKind kind, int step) {
    return new Event(1, Optional.of("p"), EARLIER, kind, "space", "lab", step, "why");
  }
}
