package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.TestEngine;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is removed by a thread that is interrupted in the middle of removing it. */
@Timeout(60)
class InterruptedCleanUpIT {
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private EngineConnection connection;
  private TestEngine test;
  private String machine;

  @BeforeEach
  void makeAMachine() throws Exception {
    connection = new EngineConnection(TestEngine.settings(), timer);
    test = new TestEngine();
    machine = test.run();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    test.close();
    connection.close();
    timer.shutdownNow();
  }

  @Test
  void isGoneAndTheThreadStaysInterrupted() throws Exception {
    int[] times = new int[1];

    connection.cleanUp(
        "remove a machine",
        session -> {
          if (times[0]++ == 0) {
            Thread.currentThread().interrupt();
          }
          session.docker().removeContainerCmd(machine).withForce(true).exec();
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(times[0]).isEqualTo(2);
    assertThat(test.engine().machines().list(test.labels())).isEmpty();
  }

  @Test
  void mayHaveGoneTheFirstTime() throws Exception {
    connection.cleanUp(
        "remove a machine",
        session -> {
          session.docker().removeContainerCmd(machine).withForce(true).exec();
          Thread.currentThread().interrupt();
          session.get("/_ping");
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(test.engine().machines().list(test.labels())).isEmpty();
  }
}
