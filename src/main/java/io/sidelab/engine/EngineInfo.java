package io.sidelab.engine;

import java.util.List;

/**
 * The engine and its host, as the engine reports them.
 *
 * @param id the engine's own lasting identifier
 * @param version of the engine, such as 20.10.24
 * @param apiVersion the version negotiated for our calls, such as 1.41
 * @param kernel release of the host's kernel, as {@code uname -r} prints it
 * @param operatingSystem the host's distribution in the engine's words
 * @param architecture in the engine's words, such as x86_64
 * @param storageDriver such as overlay2 or overlayfs (the containerd image store)
 * @param cgroupVersion 1 or 2
 * @param cpus processors of the host
 * @param memoryBytes memory of the host
 * @param rootless whether the engine runs without root
 * @param unlimited what this engine cannot limit of a machine: any of memory, cpu, pids
 */
public record EngineInfo(
    String id,
    String version,
    String apiVersion,
    String kernel,
    String operatingSystem,
    String architecture,
    String storageDriver,
    int cgroupVersion,
    int cpus,
    long memoryBytes,
    boolean rootless,
    List<String> unlimited) {}
