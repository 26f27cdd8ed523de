package io.sidelab.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine knows of a machine.
 *
 * @param exit how it ended; empty while it runs or when it never started
 * @param startedAt by the engine's clock; empty when it never started
 * @param hostPid PID of its first process as the host sees it; 0 when it does not run
 */
public record MachineStatus(
    String id,
    String image,
    boolean running,
    Optional<MachineExit> exit,
    Optional<Instant> startedAt,
    int hostPid,
    Map<String, String> labels) {}
