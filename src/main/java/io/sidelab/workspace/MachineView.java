package io.sidelab.workspace;

import io.sidelab.engine.MachineKind;
import java.util.List;
import java.util.Optional;

/**
 * A machine of a workspace at one moment.
 *
 * @param message what it waits for, how it ended or why it failed, for the learner; may be empty
 * @param terminal identifier of its first terminal
 * @param terminals further terminals, oldest first
 * @param accelerator of a VM: kvm or tcg
 * @param promptMillis measured from the request to start until its shell's prompt stood on the TTY
 * @param engineId the machine on the engine, once it is made
 * @param memoryBytes limit of a container, RAM of a VM
 * @param cpus limit of a container, processors of a VM
 * @param changeable whether its learner has a choice
 * @param change a choice that is on its way, or the last one that came to nothing
 */
public record MachineView(
    String name,
    String title,
    MachineKind kind,
    String image,
    MachineState state,
    String message,
    String terminal,
    List<String> terminals,
    Optional<String> accelerator,
    Optional<Long> promptMillis,
    Optional<String> engineId,
    long memoryBytes,
    double cpus,
    boolean changeable,
    Optional<MachineChange> change) {}
