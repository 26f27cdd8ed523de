package io.sidelab.evidence;

import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.Layer;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.WritableLayer;
import io.sidelab.evidence.LayerView.OwnLayer;
import io.sidelab.evidence.LayerView.Stack;
import io.sidelab.evidence.LayerView.StackedLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Lays the machines of a workspace on the layers of their images. Pure. */
final class Stacks {
  private static final int LETTERS = 26;

  private final Map<String, Optional<ImageLayers>> images;
  private final Map<String, WritableLayer> own;
  private final Map<String, Integer> onHost;
  private final Map<String, Integer> inLab;
  private final Map<String, Long> sizes;
  private final Map<String, String> labels = new HashMap<>();

  /**
   * @param images what the engine has for the name or identifier of each image
   * @param own of the machines, by their identifiers on the engine
   */
  Stacks(
      Map<String, Optional<ImageLayers>> images,
      Map<String, WritableLayer> own,
      List<ImageLayers> host) {
    this.images = images;
    this.own = own;
    this.onHost = counts(host);
    List<ImageLayers> lab = distinct(images);
    this.inLab = counts(lab);
    List<ImageLayers> all = new ArrayList<>(lab);
    all.addAll(host);
    this.sizes = Sharing.sizes(all);
  }

  /** Each once, whatever it is called. */
  static List<ImageLayers> distinct(Map<String, Optional<ImageLayers>> images) {
    Map<String, ImageLayers> byId = new LinkedHashMap<>();
    images.values().forEach(found -> found.ifPresent(image -> byId.put(image.id(), image)));
    return List.copyOf(byId.values());
  }

  /** What a machine runs on, even if its image's name has moved on; else what it will run on. */
  static String reference(LayerSubject machine, Map<String, WritableLayer> own) {
    return machine
        .engineId()
        .flatMap(id -> Optional.ofNullable(own.get(id)))
        .map(WritableLayer::imageId)
        .orElse(machine.image());
  }

  private static Map<String, Integer> counts(List<ImageLayers> images) {
    Map<String, Integer> counts = new HashMap<>();
    images.forEach(image -> Chain.of(image).forEach(layer -> counts.merge(layer, 1, Integer::sum)));
    return counts;
  }

  List<Stack> of(List<LayerSubject> machines) {
    Map<String, List<LayerSubject>> byImage = new LinkedHashMap<>();
    for (LayerSubject machine : machines) {
      String reference = reference(machine, own);
      String image = images.get(reference).map(ImageLayers::id).orElse(reference);
      byImage.computeIfAbsent(image, none -> new ArrayList<>()).add(machine);
    }
    return byImage.values().stream().map(this::stack).toList();
  }

  private Stack stack(List<LayerSubject> machines) {
    LayerSubject first = machines.get(0);
    List<OwnLayer> top = machines.stream().map(this::own).toList();
    return images
        .get(reference(first, own))
        .map(image -> stack(first.image(), image, top))
        .orElseGet(
            () ->
                new Stack(
                    first.image(), "", 0, List.of(), top, "The engine does not have it yet."));
  }

  private Stack stack(String name, ImageLayers image, List<OwnLayer> top) {
    List<String> chain = Chain.of(image);
    List<StackedLayer> layers = new ArrayList<>();
    for (int at = 0; at < chain.size(); at++) {
      layers.add(layer(chain.get(at), image.layers().get(at)));
    }
    return new Stack(name, image.id(), Sharing.of(List.of(image)).sumBytes(), layers, top, "");
  }

  private StackedLayer layer(String id, Layer layer) {
    Long size = sizes.get(id);
    int lab = inLab.getOrDefault(id, 0);
    return new StackedLayer(
        id,
        labels.computeIfAbsent(id, none -> label(labels.size())),
        layer.diffId(),
        layer.command(),
        size == null ? OptionalLong.empty() : OptionalLong.of(size),
        lab,
        Math.max(lab, onHost.getOrDefault(id, 0)));
  }

  /** As the columns of a table are named: A to Z, then AA. */
  private static String label(int number) {
    String last = String.valueOf((char) ('A' + number % LETTERS));
    return number < LETTERS ? last : label(number / LETTERS - 1) + last;
  }

  private OwnLayer own(LayerSubject machine) {
    Optional<WritableLayer> layer = machine.engineId().map(own::get);
    String note = "";
    if (layer.isEmpty()) {
      note = "The machine is not made yet, or has been removed.";
    } else if (machine.kind() == MachineKind.VM) {
      note = "What its guest writes lies in memory, not here.";
    }
    return new OwnLayer(
        machine.name(),
        machine.title(),
        machine.kind().name().toLowerCase(Locale.ROOT),
        layer.map(found -> OptionalLong.of(found.bytes())).orElse(OptionalLong.empty()),
        note);
  }
}
