package io.sidelab.image;

import io.sidelab.engine.Subscription;
import io.sidelab.image.ImageStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How it stands with every image, and who wants to hear of it. */
final class StatusBoard {
  private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

  /** A build writes hundreds of lines a second; people read four. */
  private static final Duration SHORTEST_STEP = Duration.ofMillis(250);

  /** A line on the page; builds write longer ones. */
  private static final int LONGEST_MESSAGE = 200;

  private static final Pattern ESCAPES =
      Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

  private final Map<String, ImageStatus> statuses = new LinkedHashMap<>();
  private final Map<String, Long> steps = new HashMap<>();
  private final List<Consumer<ImageStatus>> listeners = new CopyOnWriteArrayList<>();

  void waiting(String image) {
    set(new ImageStatus(image, State.WAITING, "Waits for its turn", "", OptionalInt.empty()));
  }

  void ready(String image, String message) {
    set(new ImageStatus(image, State.READY, message, "", OptionalInt.empty()));
  }

  void failed(String image, Explanation why) {
    set(new ImageStatus(image, State.FAILED, why.message(), why.remedy(), OptionalInt.empty()));
  }

  /** A new stage of the work, always told. */
  void working(String image, String message) {
    set(new ImageStatus(image, State.WORKING, message, "", OptionalInt.empty()));
  }

  /** A step within a stage, told when the last one is a moment ago. */
  void progress(String image, String message, OptionalInt percent) {
    synchronized (statuses) {
      long now = System.nanoTime();
      Long last = steps.get(image);
      if (last != null && now - last < SHORTEST_STEP.toNanos()) {
        return;
      }
      steps.put(image, now);
    }
    set(new ImageStatus(image, State.WORKING, lastLine(message), "", percent));
  }

  /**
   * Builds write many lines at once, with colours and carriage returns; the newest one is shown.
   */
  static String lastLine(String message) {
    String line = "";
    for (String part : ESCAPES.matcher(message).replaceAll("").split("\\R")) {
      line = part.isBlank() ? line : part.strip();
    }
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) : line;
  }

  private void set(ImageStatus status) {
    synchronized (statuses) {
      statuses.put(status.image(), status);
    }
    for (Consumer<ImageStatus> listener : listeners) {
      try {
        listener.accept(status);
      } catch (RuntimeException problem) {
        LOG.error("a listener failed at {}", status, problem);
      }
    }
  }

  ImageStatus get(String image) {
    synchronized (statuses) {
      ImageStatus status = statuses.get(image);
      return status != null
          ? status
          : new ImageStatus(image, State.UNKNOWN, "", "", OptionalInt.empty());
    }
  }

  List<ImageStatus> all() {
    synchronized (statuses) {
      return new ArrayList<>(statuses.values());
    }
  }

  Subscription watch(Consumer<ImageStatus> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
