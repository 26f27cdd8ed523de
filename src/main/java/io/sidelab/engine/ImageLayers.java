package io.sidelab.engine;

import java.util.List;

/**
 * An image as the layers that it is made of.
 *
 * @param id content address, {@code sha256:…}
 * @param sizeBytes as the engine counts the whole; with its containerd store that is more than the
 *     layers together, because it keeps them packed as well
 * @param layers the lowest first
 */
public record ImageLayers(String id, long sizeBytes, List<Layer> layers) {}
