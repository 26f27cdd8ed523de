package io.sidelab.workspace;

import java.util.Optional;

/**
 * What a learner wants a machine to be made with; what is left out stays as it is.
 *
 * @param memoryBytes whole MiB
 */
public record MachineWish(
    Optional<String> image, Optional<Long> memoryBytes, Optional<Double> cpus) {}
