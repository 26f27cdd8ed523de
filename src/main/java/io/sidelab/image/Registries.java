package io.sidelab.image;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Images;
import io.sidelab.engine.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls images from where the settings say. */
final class Registries {
  private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

  private static final String DOCKER_HUB = "docker.io";

  /**
   * A registry that did not answer is left alone for a minute: a classroom without network has a
   * dozen images to prepare and should wait for one timeout, not for twelve.
   */
  private static final Duration REST = Duration.ofMinutes(1);

  private final Images images;
  private final ImageSettings settings;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final Map<String, Instant> silent = new ConcurrentHashMap<>();

  Registries(Images images, ImageSettings settings, ScheduledExecutorService timer, Clock clock) {
    this.images = images;
    this.settings = settings;
    this.timer = timer;
    this.clock = clock;
  }

  /** Blocks until the image is on the engine under its own name. */
  void pull(String image, Progress progress) throws EngineFailure {
    String registry = registry(image);
    Instant since = silent.get(registry);
    if (since != null && clock.instant().isBefore(since.plus(REST))) {
      throw unreachable(registry + " did not answer a moment ago");
    }
    String reference = reference(image);
    try {
      pullPatiently(reference, progress);
      silent.remove(registry);
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.REGISTRY_UNREACHABLE) {
        silent.put(registry, clock.instant());
      }
      throw failure;
    }
    if (!reference.equals(image)) {
      images.tag(reference, image);
      images.remove(reference);
    }
  }

  private void pullPatiently(String reference, Progress progress) throws EngineFailure {
    try (Patience patience = new Patience(timer, settings.registryPatience())) {
      try {
        images.pull(
            reference,
            (message, percent) -> {
              patience.heard();
              progress.report(message, percent);
            });
      } catch (EngineFailure failure) {
        LOG.info("pull {}: {}", reference, failure.getMessage());
        if (patience.lost()) {
          throw unreachable(reference + ": nothing heard for " + settings.registryPatience());
        }
        throw failure;
      }
    }
  }

  private static EngineFailure unreachable(String logText) {
    return new EngineFailure(
        FailureReason.REGISTRY_UNREACHABLE,
        "The image registry does not answer. Check the network, or set a mirror.",
        logText);
  }

  /** Docker's rule: the first part is a host when it could not be a user's name. */
  private static boolean namesRegistry(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  private String registry(String image) {
    return namesRegistry(image)
        ? image.substring(0, image.indexOf('/'))
        : settings.mirror().orElse(DOCKER_HUB);
  }

  private String reference(String image) {
    if (namesRegistry(image) || settings.mirror().isEmpty()) {
      return image;
    }
    String path = image.contains("/") ? image : "library/" + image;
    return settings.mirror().get() + "/" + path;
  }
}
