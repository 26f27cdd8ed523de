package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(-SECOND);
  private final Pace pace = new Pace(clock::get);

  @Test
  void aPageWithManyPiecesOpensAtOnceAndThenMoreComeBySeconds() {
    assertThat(admitted("one", 1000)).isEqualTo(Pace.BURST);
    assertThat(admitted("one", 10)).isZero();
    clock.addAndGet(2 * SECOND);
    assertThat(admitted("one", 1000)).isEqualTo(2 * Pace.PER_SECOND);
    clock.addAndGet(1000 * SECOND);
    assertThat(admitted("one", 1000)).isEqualTo(Pace.BURST);
  }

  @Test
  void oneWorkspaceTakesNothingFromAnother() {
    admitted("one", 1000);

    assertThat(admitted("another", 1000)).isEqualTo(Pace.BURST);
  }

  private int admitted(String workspace, int asked) {
    int admitted = 0;
    for (int each = 0; each < asked; each++) {
      admitted += pace.admit(workspace) ? 1 : 0;
    }
    return admitted;
  }
}
