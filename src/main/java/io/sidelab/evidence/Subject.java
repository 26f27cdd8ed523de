package io.sidelab.evidence;

import io.sidelab.engine.MachineKind;
import java.util.List;
import java.util.Optional;

/**
 * A machine to be measured.
 *
 * @param engineId the machine on the engine; empty when there is nothing to measure yet
 * @param commandPrefix what goes before a command line so that it runs where the learner's shell
 *     runs: empty for a container, the guest's command channel for a VM
 * @param promptMillis from the request to start until the prompt, once known
 */
public record Subject(
    String name,
    String title,
    MachineKind kind,
    Optional<String> engineId,
    List<String> commandPrefix,
    Optional<Long> promptMillis) {}
