package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerialQueueTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void runsOneStepAtATimeInOrder() throws Exception {
    SerialQueue queue = new SerialQueue(pool);
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      int number = i;
      queue.add(
          () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            done.add(number);
            atOnce.decrementAndGet();
          });
    }

    Eventually.until("all are done", Duration.ofSeconds(10), () -> done.size() == 200);
    assertThat(done).isEqualTo(IntStream.range(0, 200).boxed().toList());
    assertThat(most).hasValue(1);
  }

  @Test
  void goesOnAfterAStepThatFailed() throws Exception {
    SerialQueue queue = new SerialQueue(pool);
    AtomicInteger done = new AtomicInteger();
    queue.add(
        () -> {
          throw new IllegalStateException("as the test wants");
        });
    queue.add(done::incrementAndGet);

    Eventually.until("the next one ran", Duration.ofSeconds(10), () -> done.get() == 1);
  }
}
