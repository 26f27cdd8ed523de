package io.sidelab.engine;

/**
 * What one machine may use at the most.
 *
 * @param memoryBytes of the container or of the guest; a VM's container gets its overhead on top
 * @param cpus processors; a VM gets the next whole number of them
 * @param processes tasks, counted as the kernel counts PIDs
 * @param diskBytes what the machine may write to its own file system
 * @param logBytes of TTY output kept by the engine for replay
 */
public record Limits(long memoryBytes, double cpus, int processes, long diskBytes, long logBytes) {}
