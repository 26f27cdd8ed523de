package io.sidelab.workspace;

import io.sidelab.vm.Accelerator;
import java.util.Optional;

/**
 * What a host has for workspaces.
 *
 * @param cpus processors, as the engine reports them
 * @param memoryBytes in all, as the engine reports it
 * @param memoryAvailable as the host's kernel counted it a moment ago
 * @param diskFree as the engine's file system for machines counted it a moment ago
 * @param accelerator what VMs run under, as far as it is known
 */
record HostFigures(
    int cpus,
    long memoryBytes,
    Optional<Long> memoryAvailable,
    Optional<Long> diskFree,
    Accelerator.Kind accelerator) {}
