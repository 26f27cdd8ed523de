package io.sidelab.store;

import java.util.Optional;

/**
 * @param name as in the lab
 * @param engineId the machine on the engine, once it was made
 * @param terminalId of its first terminal, so that links to it live on
 * @param promptMillis measured time from start to prompt, once known
 * @param choice what its learner chose, where that is not what the lab has
 */
public record MachineRecord(
    String name,
    Optional<String> engineId,
    String terminalId,
    Optional<Long> promptMillis,
    Optional<ChoiceRecord> choice) {}
