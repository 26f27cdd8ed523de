package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.image.ImageStatus;
import io.sidelab.image.ImageStatus.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ImageLogTest {
  private final List<String> shell = new ArrayList<>();
  private final ImageLog log = new ImageLog(shell::add, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Test
  void tellsEveryChangeAndNotEveryStep() {
    tell(State.WAITING, "Waits for its turn", "");
    tell(State.WORKING, "Step 1", "");
    tell(State.WORKING, "Step 2", "");
    tell(State.READY, "Ready", "");

    assertThat(shell).containsExactly("Image box: Step 1", "Image box: Ready");
  }

  @Test
  void saysWhatToDoAboutAFailure() {
    tell(State.FAILED, "The registry does not answer.", "Set a mirror.");

    assertThat(shell).containsExactly("Image box: The registry does not answer. Set a mirror.");
  }

  private void tell(State state, String message, String remedy) {
    log.accept(new ImageStatus("box", state, message, remedy, OptionalInt.empty()));
  }
}
