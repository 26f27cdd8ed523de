package io.sidelab.evidence;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What the layers of images added, changed and removed. Reading an image takes seconds, so what was
 * read is kept for a while, for as many images as are looked at. Safe for use by any thread.
 */
public final class LayerContents {
  /**
   * A learner walks through folders by clicks. Each image takes some megabytes meanwhile; there are
   * as many as labs have.
   */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Engine engine;
  private final Fresh<String, List<LayerChanges>> images;

  public LayerContents(Engine engine, Clock clock) {
    this.engine = engine;
    this.images = new Fresh<>(KEPT, clock);
  }

  /**
   * Blocks for some seconds when the image was not looked at lately.
   *
   * @param image its identifier
   * @param layer its place, 0 for the lowest
   * @param folder an absolute path
   */
  public LayerFolder look(String image, int layer, String folder) throws EngineFailure {
    List<LayerChanges> layers =
        images.get(image, () -> LayerChanges.of(engine.images().files(image))).value();
    return layers.get(layer).in(folder);
  }
}
