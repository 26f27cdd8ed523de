package io.sidelab.workspace;

import java.util.List;

/**
 * Whether seats fit now, and what is missing.
 *
 * @param fits whether nothing refuses them
 * @param needs one for each resource that the labs use, those that are enough included
 */
public record SeatReport(boolean fits, List<Need> needs) {
  /** What may be scarce. */
  public enum Resource {
    /** Workspaces that may run at once, by the server's setting. */
    PLACES,
    /** Bytes. */
    MEMORY,
    /** Processors. */
    CPU,
    /** Bytes. */
    DISK,
    /** Virtual machines. */
    VMS,
    /** The engine itself: without its figures nothing is known. Neither wanted nor available. */
    ENGINE
  }

  /**
   * One resource.
   *
   * @param wanted by all seats together, in the resource's unit, rounded up
   * @param available for them, in the same unit; 0 where it is not known
   * @param refuses whether seats cannot be held for want of it; what is short without refusing is a
   *     warning
   * @param text for the instructor: the figures, and the next step when it is short
   */
  public record Need(Resource resource, long wanted, long available, boolean refuses, String text) {
    /** Whether there is less than wanted. */
    public boolean isShort() {
      return wanted > available;
    }
  }

  public SeatReport {
    needs = List.copyOf(needs);
  }
}
