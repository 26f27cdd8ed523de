package io.sidelab.engine;

import java.time.Instant;

/**
 * What a machine uses at one moment, from its cgroup.
 *
 * @param readAt that moment, by the engine's clock
 * @param memoryBytes in use without the page cache that can be dropped at any time
 * @param memoryLimitBytes of the container
 * @param cpuNanos processor time used since its start
 * @param processes tasks in the cgroup
 */
public record Usage(
    Instant readAt, long memoryBytes, long memoryLimitBytes, long cpuNanos, long processes) {}
