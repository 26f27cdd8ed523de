package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreshTest {
  private final MovableClock clock = new MovableClock();
  private final Fresh<String, Integer> fresh = new Fresh<>(Duration.ofSeconds(4), clock);
  private final AtomicInteger measured = new AtomicInteger();

  @Test
  void fortyWhoAskAtOnceCostOneMeasurement() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger asking = new AtomicInteger();
    ExecutorService pages = Executors.newFixedThreadPool(40);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int page = 0; page < 40; page++) {
      answers.add(
          pages.submit(
              () -> {
                asking.incrementAndGet();
                return fresh.get("machines", () -> measuredAfter(slow)).value();
              }));
    }
    Eventually.until("all ask", Duration.ofSeconds(10), () -> asking.get() == 40);
    slow.countDown();
    for (Future<Integer> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
    pages.shutdown();
    assertThat(pages.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private int measuredAfter(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
    return measured.incrementAndGet();
  }

  @Test
  void measuresAgainWhenTheValueIsOldAndForEachKeyByItself() throws Exception {
    Instant first = clock.instant();
    assertThat(fresh.get("a", measured::incrementAndGet)).isEqualTo(measurement(first, 1));
    clock.move(Duration.ofSeconds(4));
    assertThat(fresh.get("a", measured::incrementAndGet)).isEqualTo(measurement(first, 1));
    assertThat(fresh.get("b", measured::incrementAndGet).value()).isEqualTo(2);
    clock.move(Duration.ofSeconds(1));
    assertThat(fresh.get("a", measured::incrementAndGet))
        .isEqualTo(measurement(clock.instant(), 3));
  }

  private static Fresh.Measured<Integer> measurement(Instant at, int value) {
    return new Fresh.Measured<>(at, value);
  }

  @Test
  void anEngineThatFailsIsLeftAloneForAWhileAndThenAskedAgain() throws Exception {
    Fresh.Source<Integer> failing =
        () -> {
          measured.incrementAndGet();
          throw new EngineFailure(FailureReason.ENGINE_ERROR, "Try again.", "broken");
        };
    for (int page = 0; page < 3; page++) {
      assertThatThrownBy(() -> fresh.get("a", failing))
          .isInstanceOf(EngineFailure.class)
          .hasMessage("broken");
    }
    assertThat(measured).hasValue(1);
    clock.move(Duration.ofSeconds(5));
    assertThat(fresh.get("a", () -> 7).value()).isEqualTo(7);
  }

  /** Goes only when told to. */
}
