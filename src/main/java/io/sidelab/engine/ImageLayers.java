package io.sidelab.engine;

import java.util.List;

/**
 * An image as the layers that it is made of.
 *
 * @param id content address, {@code sha256:…}
 * @param sizeBytes of all its layers, ready for use: what its history adds up to
 * @param packedBytes what the engine keeps besides: its containerd store has each layer packed,
 *     too; 0 in a classic one
 * @param layers the lowest first
 */
public record ImageLayers(String id, long sizeBytes, long packedBytes, List<Layer> layers) {}
