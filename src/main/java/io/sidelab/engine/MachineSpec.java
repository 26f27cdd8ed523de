package io.sidelab.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine to be made. The adapter adds the safety settings of its kind.
 *
 * @param name unique on the engine
 * @param hostname as the learner sees it, and its name on the network
 * @param kind decides the safety settings: containers run as in {@code docker run -it}, VMs as the
 *     machine contract says
 * @param command empty for the image's own
 * @param environment added to the image's own
 * @param network identifier of a network, or none at all
 * @param kvmGroup group that owns {@code /dev/kvm}; present only for a VM that runs under KVM
 * @param template volume with a memory template, mounted read-only unless {@code templateWritable}
 * @param size of the terminal at first
 */
public record MachineSpec(
    String name,
    String hostname,
    MachineKind kind,
    String image,
    List<String> command,
    Map<String, String> environment,
    Limits limits,
    Optional<String> network,
    Optional<Integer> kvmGroup,
    Optional<String> template,
    boolean templateWritable,
    TerminalSize size,
    Map<String, String> labels) {}
