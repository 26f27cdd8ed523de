package io.sidelab.evidence;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.WritableLayer;
import io.sidelab.evidence.Fresh.Measured;
import io.sidelab.evidence.LayerView.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures layers for all workspaces of a server at once, so that it costs the engine the same
 * whether one page looks or forty. Safe for use by any thread.
 */
public final class LayerMeasurements {
  /** A page asks every five seconds. */
  private static final Duration MACHINES_FRESH = Duration.ofSeconds(4);

  /** Images come and go by builds and pulls, which take longer. */
  private static final Duration IMAGES_FRESH = Duration.ofSeconds(15);

  /** Two calls for each new one, a few milliseconds each; a laboratory has some dozens. */
  private static final int MOST_IMAGES = 500;

  private static final String HOW_LAYERS =
      "The engine's list of layers of the image (docker image inspect) beside its history (docker"
          + " history). Where they leave open which command made a layer, it says so.";

  private static final String HOW_MACHINES =
      "What the machine wrote on top of its image, as docker ps --size counts it.";

  private final Engine engine;
  private final Fresh<Map<String, String>, List<WritableLayer>> machines;
  private final Fresh<String, Optional<ImageLayers>> named;
  private final Fresh<Integer, List<ImageLayers>> host;

  /** By identifier. Content never changes; what the engine has no more is dropped. */
  private final Map<String, ImageLayers> known = new ConcurrentHashMap<>();

  public LayerMeasurements(Engine engine, Clock clock) {
    this.engine = engine;
    this.machines = new Fresh<>(MACHINES_FRESH, clock);
    this.named = new Fresh<>(IMAGES_FRESH, clock);
    this.host = new Fresh<>(IMAGES_FRESH, clock);
  }

  /**
   * Blocks for up to some seconds.
   *
   * @param subjects the machines of one workspace
   * @param everybodys labels that the machines of all workspaces carry
   */
  public LayerView measure(List<LayerSubject> subjects, Map<String, String> everybodys)
      throws EngineFailure {
    Measured<List<WritableLayer>> all =
        machines.get(everybodys, () -> engine.machines().writableLayers(everybodys));
    Measured<List<ImageLayers>> images = host.get(MOST_IMAGES, this::hostImages);
    Map<String, WritableLayer> own =
        all.value().stream()
            .collect(Collectors.toMap(WritableLayer::machineId, Function.identity()));
    Map<String, Optional<ImageLayers>> wanted = new LinkedHashMap<>();
    Instant seen = images.at();
    for (LayerSubject subject : subjects) {
      String reference = Stacks.reference(subject, own);
      Measured<Optional<ImageLayers>> image = image(reference, images.at());
      wanted.put(reference, image.value());
      seen = image.at().isBefore(seen) ? image.at() : seen;
    }
    return new LayerView(
        all.at(),
        HOW_LAYERS,
        HOW_MACHINES,
        new Stacks(wanted, own, images.value()).of(subjects),
        ledger(new Measured<>(seen, Stacks.distinct(wanted)), all, images));
  }

  private List<Ledger> ledger(
      Measured<List<ImageLayers>> lab,
      Measured<List<WritableLayer>> all,
      Measured<List<ImageLayers>> images)
      throws EngineFailure {
    Map<String, ImageLayers> below = new HashMap<>();
    for (WritableLayer machine : all.value()) {
      image(machine.imageId(), images.at())
          .value()
          .ifPresent(image -> below.put(machine.imageId(), image));
    }
    return List.of(
        Ledgers.lab(lab),
        Ledgers.workspaces(all, below),
        Ledgers.host(images, images.value().size() < MOST_IMAGES));
  }

  private Measured<Optional<ImageLayers>> image(String reference, Instant listed)
      throws EngineFailure {
    ImageLayers seen = known.get(reference);
    return seen != null
        ? new Measured<>(listed, Optional.of(seen))
        : named.get(reference, () -> engine.images().layers(reference));
  }

  private List<ImageLayers> hostImages() throws EngineFailure {
    List<String> ids = engine.images().list(MOST_IMAGES);
    known.keySet().retainAll(ids);
    List<ImageLayers> found = new ArrayList<>();
    for (String id : ids) {
      Optional<ImageLayers> image =
          known.containsKey(id) ? Optional.of(known.get(id)) : engine.images().layers(id);
      image.ifPresent(
          layers -> {
            known.put(id, layers);
            found.add(layers);
          });
    }
    return found;
  }
}
