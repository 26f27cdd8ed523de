package io.sidelab.workspace;

import java.util.List;
import java.util.Optional;

/**
 * How far a cohort's pool of ready workspaces is.
 *
 * @param labs one for each lab that is kept warm, by name
 */
public record Warmth(List<LabWarmth> labs) {
  /**
   * @param wanted workspaces that the pool is to have now; each one that a learner takes lowers it
   * @param ready with their prompts
   * @param starting on their way
   * @param failed attempts since the number was last asked for; after three, no more are made
   * @param lastReason what the last one that failed said
   */
  public record LabWarmth(
      String labId, int wanted, int ready, int starting, int failed, Optional<String> lastReason) {}

  public Warmth {
    labs = List.copyOf(labs);
  }
}
