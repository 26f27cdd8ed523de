package io.sidelab.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * So many containers, measured.
 *
 * @param millis since the first request to start
 * @param memoryBytes of their cgroups together
 * @param shimBytes of the engine's own processes for them; empty where they cannot be read
 * @param availableBytes of the host at that moment; empty where it cannot be read
 * @param imageBytes of their image, stored once
 * @param layerBytes of all their writable layers together
 */
public record GrowthPoint(
    int containers,
    Instant at,
    long millis,
    long memoryBytes,
    Optional<Long> shimBytes,
    Optional<Long> availableBytes,
    long imageBytes,
    long layerBytes) {

  /** Containers with what the engine needs for them. */
  public long allMemoryBytes() {
    return memoryBytes + shimBytes.orElse(0L);
  }

  public long diskBytes() {
    return imageBytes + layerBytes;
  }
}
