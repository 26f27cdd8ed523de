package io.sidelab.app;

import io.sidelab.image.ImageStatus;
import io.sidelab.image.ImageStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells the operator's shell how the images come along: every change of state at once, the steps in
 * between every few seconds. Safe for use by any thread.
 */
final class ImageLog implements Consumer<ImageStatus> {
  /** A build writes hundreds of lines; a shell is for reading. */
  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(5);

  private record Told(State state, Instant when) {}

  private final Consumer<String> shell;
  private final Clock clock;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  ImageLog(Consumer<String> shell, Clock clock) {
    this.shell = shell;
    this.clock = clock;
  }

  @Override
  public void accept(ImageStatus status) {
    if (status.state() == State.UNKNOWN || status.state() == State.WAITING) {
      return;
    }
    Instant now = clock.instant();
    Told last = told.get(status.image());
    boolean step = last != null && last.state() == status.state();
    if (step && last.when().plus(BETWEEN_STEPS).isAfter(now)) {
      return;
    }
    told.put(status.image(), new Told(status.state(), now));
    String remedy = status.remedy().isEmpty() ? "" : " " + status.remedy();
    shell.accept("Image " + status.image() + ": " + status.message() + remedy);
  }
}
