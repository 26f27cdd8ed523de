package io.sidelab.evidence;

import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.Layer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity under which an engine stores a layer: its content together with all layers below it.
 * The same content on other layers is stored again. Computed as the OCI image specification says,
 * so that it is the name in the engine's own store too.
 */
final class Chain {
  private Chain() {}

  /**
   * @return one identifier for each layer, the lowest first
   */
  static List<String> of(ImageLayers image) {
    List<String> chain = new ArrayList<>();
    String below = "";
    for (Layer layer : image.layers()) {
      below = below.isEmpty() ? layer.diffId() : "sha256:" + sha256(below + " " + layer.diffId());
      chain.add(below);
    }
    return chain;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
