package io.sidelab.content;

import java.util.Optional;

/**
 * Races and density in a lab: which machine there are many of, and how far a learner may go. The
 * server's own bounds come on top.
 *
 * @param machine name of a container machine of the lab, which is started many times
 * @param vm name of a VM of the lab that it is compared with
 * @param containers the most that grow at once
 * @param race the most that race at once
 * @param memoryBytes of all of them together, with what the engine's own processes take for them
 * @param diskBytes of their image and of what they write
 */
public record DensityDefinition(
    String machine,
    Optional<String> vm,
    int containers,
    int race,
    long memoryBytes,
    long diskBytes) {}
