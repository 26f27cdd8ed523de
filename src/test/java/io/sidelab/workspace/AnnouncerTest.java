package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private final Announcer announcer = new Announcer();
  private final AtomicInteger state = new AtomicInteger();

  @Test
  void tellsTheLatestLastAndNeverTwiceAtOnce() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> heard = new ArrayList<>();
    announcer.add(
        () -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          heard.add(state.get());
          atOnce.decrementAndGet();
        });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        changes.add(
            threads.submit(
                () -> {
                  state.incrementAndGet();
                  announcer.announce();
                }));
      }
      for (Future<?> change : changes) {
        change.get(10, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most).hasValue(1);
    assertThat(heard).isSorted().endsWith(2_000);
  }

  @Test
  void goesRoundAgainForAChangeThatAListenerMakes() {
    List<Integer> heard = new ArrayList<>();
    announcer.add(
        () -> {
          heard.add(state.get());
          if (state.compareAndSet(0, 1)) {
            announcer.announce();
          }
        });

    announcer.announce();

    assertThat(heard).containsExactly(0, 1);
  }

  @Test
  void tellsTheOthersWhenOneListenerFailsAndNobodyWhoLeft() {
    AtomicInteger told = new AtomicInteger();
    announcer.add(
        () -> {
          throw new IllegalStateException("as the test wants");
        });
    Subscription leaving = announcer.add(told::incrementAndGet);

    announcer.announce();
    leaving.close();
    announcer.announce();

    assertThat(told).hasValue(1);
  }
}
