package io.sidelab.evidence;

import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.WritableLayer;
import io.sidelab.evidence.Fresh.Measured;
import io.sidelab.evidence.LayerView.Ledger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Adds up what sharing saves. Pure. */
final class Ledgers {
  private static final String SIZES =
      " Sizes are the engine's own, as docker history prints them for each layer.";

  private static final String PACKED =
      " This engine's image store (containerd's) keeps each layer packed as well, up to %s for these"
          + " images, which docker images adds; here layers count as they are used.";

  private Ledgers() {}

  static Ledger lab(Measured<List<ImageLayers>> images) {
    return ledger(
        "lab",
        "This lab",
        "The images of this lab: each counted whole, against each of their layers counted once."
            + sizes(images.value()),
        images.at(),
        images.value().size(),
        0,
        Sharing.of(images.value()));
  }

  /**
   * @param images of the engine, by identifier
   */
  static Ledger workspaces(
      Measured<List<WritableLayer>> machines, Map<String, ImageLayers> images) {
    Collection<WritableLayer> all = machines.value();
    List<ImageLayers> below =
        all.stream().map(own -> images.get(own.imageId())).filter(Objects::nonNull).toList();
    Sharing sharing = Sharing.of(below).plus(all.stream().mapToLong(WritableLayer::bytes).sum());
    boolean exact = sharing.exact() && below.size() == all.size();
    return ledger(
        "workspaces",
        "All workspaces",
        "The machines of everybody: a whole image for each, against each layer once; what they"
            + " wrote is added to both."
            + sizes(below),
        machines.at(),
        (int) below.stream().map(ImageLayers::id).distinct().count(),
        all.size(),
        new Sharing(sharing.sumBytes(), sharing.storedBytes(), exact));
  }

  /**
   * @param whole whether these are all
   */
  static Ledger host(Measured<List<ImageLayers>> images, boolean whole) {
    Sharing sharing = Sharing.of(images.value());
    return ledger(
        "host",
        "This host",
        "All images of the engine, of this product or not: each counted whole, against each layer"
            + " once. docker system df -v has the same sums."
            + sizes(images.value()),
        images.at(),
        images.value().size(),
        0,
        new Sharing(sharing.sumBytes(), sharing.storedBytes(), sharing.exact() && whole));
  }

  private static String sizes(List<ImageLayers> images) {
    Map<String, Long> packed = new HashMap<>();
    images.forEach(image -> packed.put(image.id(), image.packedBytes()));
    long bytes = packed.values().stream().mapToLong(Long::longValue).sum();
    return bytes == 0 ? SIZES : SIZES + PACKED.formatted(Figures.bytes(bytes));
  }

  private static Ledger ledger(
      String scope,
      String title,
      String how,
      Instant at,
      int images,
      int machines,
      Sharing sharing) {
    return new Ledger(
        scope,
        title,
        how,
        at,
        images,
        machines,
        sharing.sumBytes(),
        sharing.storedBytes(),
        sharing.savedBytes(),
        sharing.exact());
  }
}
