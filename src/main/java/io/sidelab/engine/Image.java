package io.sidelab.engine;

import java.util.List;
import java.util.Map;

/**
 * An image on the engine.
 *
 * @param id content address, {@code sha256:…}
 * @param names every name and tag it has
 * @param sizeBytes sum of its layers
 * @param labels never null
 * @param architecture such as amd64
 */
public record Image(
    String id,
    List<String> names,
    long sizeBytes,
    Map<String, String> labels,
    String architecture) {}
