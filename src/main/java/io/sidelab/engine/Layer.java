package io.sidelab.engine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One layer of an image. It is stored once for all images that have it on the same layers below.
 *
 * @param diffId digest of its content
 * @param command what made it; empty when the image's history leaves it open
 * @param sizeBytes what it adds on disk; empty when the history leaves it open
 */
public record Layer(String diffId, Optional<String> command, OptionalLong sizeBytes) {}
