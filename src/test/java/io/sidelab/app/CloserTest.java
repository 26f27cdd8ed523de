package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void closesTheLastMadeFirstAndEachOnce() {
    closer.add(part("store"));
    closer.add(part("server"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("server", "store");
  }

  @Test
  void goesOnPastAPartThatFails() {
    closer.add(part("store"));
    closer.add(
        () -> {
          throw new IllegalStateException("will not close");
        });

    closer.close();

    assertThat(closed).containsExactly("store");
  }

  @Test
  void closesAtOnceWhatComesAfterTheEnd() {
    closer.close();

    closer.add(part("late"));

    assertThat(closed).containsExactly("late");
  }

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }
}
