package io.sidelab.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A look at the host from inside an image.
 *
 * @param program of the image and its arguments, instead of what the image runs by itself
 * @param device of the host that it may open, such as {@code /dev/kvm}
 * @param timeout after which it is ended
 */
public record Probe(
    String image,
    List<String> program,
    Optional<String> device,
    Duration timeout,
    Map<String, String> labels) {}
