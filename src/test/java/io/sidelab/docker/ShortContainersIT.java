package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Probe;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShortContainersIT {
  private final ExecutorService prober = Executors.newSingleThreadExecutor();
  private TestEngine test;

  @BeforeEach
  void openEngine() throws Exception {
    test = new TestEngine();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    prober.shutdownNow();
    test.close();
  }

  @Test
  void aProbeThatIsInterruptedLeavesNoContainerAndStaysInterrupted() throws Exception {
    Future<Boolean> interrupted =
        prober.submit(
            () -> {
              assertThatThrownBy(() -> test.engine().machines().probe(sleeping(1000)))
                  .isInstanceOf(EngineFailure.class);
              return Thread.currentThread().isInterrupted();
            });
    Eventually.until("it runs", Duration.ofSeconds(20), () -> containers() == 1);

    prober.shutdownNow();

    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(containers()).isZero();
  }

  @Test
  void aProbeLeavesNoContainerWheneverItIsInterrupted() throws Exception {
    for (int round = 0; round < 20; round++) {
      Thread thread = new Thread(this::probeInVain, "interrupted-prober");
      thread.start();
      LockSupport.parkNanos(Duration.ofMillis(5L * round).toNanos());

      thread.interrupt();

      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
      leavesNone("round " + round);
    }
  }

  private void probeInVain() {
    assertThatThrownBy(() -> test.engine().machines().probe(sleeping(1000)))
        .isInstanceOf(EngineFailure.class);
  }

  /** Such as in the middle of its own removal. */
  @Test
  void aProbeThatEndsByItselfLeavesNoContainerWheneverItIsInterrupted() throws Exception {
    for (int round = 0; round < 40; round++) {
      Thread thread = new Thread(this::probeBriefly, "interrupted-prober");
      thread.start();
      LockSupport.parkNanos(Duration.ofMillis(150 + 10L * round).toNanos());

      thread.interrupt();

      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
      leavesNone("round " + round);
    }
  }

  private void probeBriefly() {
    try {
      test.engine().machines().probe(sleeping(0));
    } catch (EngineFailure interrupted) {
      // As it may, where that came before its end.
    }
  }

  @Test
  void aProbeThatTakesTooLongLeavesNoContainer() throws Exception {
    assertThatThrownBy(() -> test.engine().machines().probe(sleeping(1000, Duration.ofSeconds(1))))
        .isInstanceOfSatisfying(
            EngineFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(FailureReason.COMMAND_TIMEOUT));
    assertThat(containers()).isZero();
  }

  private Probe sleeping(int seconds) {
    return sleeping(seconds, Duration.ofSeconds(60));
  }

  private Probe sleeping(int seconds, Duration timeout) {
    List<String> program = List.of("sleep", String.valueOf(seconds));
    return new Probe(test.busybox(), program, Optional.empty(), timeout, test.labels());
  }

  /** Docker 26 listed one when it was asked at once, and none within seconds. */
  private void leavesNone(String when) throws Exception {
    Eventually.until(
        "no container is left, " + when, Duration.ofSeconds(10), () -> containers() == 0);
  }

  private int containers() throws EngineFailure {
    return test.engine().machines().list(test.labels()).size();
  }
}
