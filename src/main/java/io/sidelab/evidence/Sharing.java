package io.sidelab.evidence;

import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What images take on disk, and what they would take if each had its layers for itself.
 *
 * @param sumBytes every image counted whole
 * @param storedBytes every layer counted once
 * @param exact whether the engine tells the size of every layer; where not, what an image has more
 *     than its known layers counts as its own
 */
record Sharing(long sumBytes, long storedBytes, boolean exact) {
  /**
   * @param images one that is named twice counts twice in the sum
   */
  static Sharing of(List<ImageLayers> images) {
    Map<String, Long> sizes = sizes(images);
    Map<String, Long> stored = new HashMap<>();
    long sum = 0;
    boolean exact = true;
    for (ImageLayers image : images) {
      long known = 0;
      boolean whole = true;
      for (String layer : Chain.of(image)) {
        Long size = sizes.get(layer);
        whole &= size != null;
        known += size == null ? 0 : size;
        stored.put(layer, size == null ? 0 : size);
      }
      long rest = whole ? 0 : Math.max(0, image.sizeBytes() - known);
      stored.put(image.id(), rest);
      sum += known + rest;
      exact &= whole;
    }
    return new Sharing(sum, stored.values().stream().mapToLong(Long::longValue).sum(), exact);
  }

  /** Each layer's size, which one image's history may tell and another's not. */
  static Map<String, Long> sizes(List<ImageLayers> images) {
    Map<String, Long> sizes = new HashMap<>();
    for (ImageLayers image : images) {
      List<String> chain = Chain.of(image);
      for (int at = 0; at < chain.size(); at++) {
        Layer layer = image.layers().get(at);
        if (layer.sizeBytes().isPresent()) {
          sizes.putIfAbsent(chain.get(at), layer.sizeBytes().getAsLong());
        }
      }
    }
    return sizes;
  }

  /** With what machines wrote on top, which nobody shares. */
  Sharing plus(long ownBytes) {
    return new Sharing(sumBytes + ownBytes, storedBytes + ownBytes, exact);
  }

  long savedBytes() {
    return sumBytes - storedBytes;
  }
}
