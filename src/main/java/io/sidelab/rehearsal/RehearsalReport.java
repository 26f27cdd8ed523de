package io.sidelab.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a rehearsal goes or went. Times are in milliseconds, amounts in bytes.
 *
 * @param phase where it is
 * @param end why it ended, in words; empty while it goes on
 * @param ended empty while it goes on
 * @param learners robots that were asked for
 * @param joined robots that are in
 * @param through robots that have played all labs, to whatever end
 * @param stepsPassed by all robots together, steps without anything to do not counted
 * @param ready from pressing Start to prompts, of every start of a lab
 * @param echo from a key to its echo, meanwhile
 * @param failures the first ones
 * @param labs in the workshop's order
 * @param scarce resources, the one that ends first first
 * @param left what is left of the robots, in words; empty when nothing is, or not known yet
 */
public record RehearsalReport(
    Phase phase,
    String end,
    Instant started,
    Optional<Instant> ended,
    int learners,
    int joined,
    int through,
    int stepsPassed,
    int stepsFailed,
    Times ready,
    Times echo,
    List<Failure> failures,
    List<LabTimes> labs,
    HostUse host,
    List<Scarce> scarce,
    String left) {

  /** Where a rehearsal is. */
  public enum Phase {
    /** The host is looked at, and robots join. */
    JOINING,
    /** Robots work. */
    PLAYING,
    /** Robots are removed with all they have. */
    LEAVING,
    /** It is over. */
    OVER
  }

  /**
   * What many waits came to; all 0 without any.
   *
   * @param p99 what 99 of 100 do not exceed
   */
  public record Times(int count, double median, double p99, double slowest) {}

  /**
   * What went wrong for a robot.
   *
   * @param step 0 when the whole lab could not be played
   */
  public record Failure(String robot, String lab, int step, String reason) {}

  /**
   * How long a lab took, from Start to its end.
   *
   * @param through robots that played it to its end
   */
  public record LabTimes(String lab, int through, Times took) {}

  /**
   * What the host had to give. Figures that are not known are 0: where the engine runs on another
   * host, only those of containers are known.
   *
   * @param known whether the server runs on the engine's host
   * @param memory all of it
   * @param memoryBefore in use before robots joined, without what can be dropped
   * @param memoryPeak the same at its peak
   * @param containersBefore memory of all containers of this server before
   * @param containersPeak the same at its peak
   * @param cpus processors
   * @param cpuBefore share of all processors that was busy before, 0 to 1
   * @param cpuMean the same while robots worked
   * @param cpuPeak the busiest second
   * @param loadPeak the highest load average of a minute
   * @param diskFree on the file system of {@code diskPath}, before
   * @param diskUsed at its peak, more than before
   */
  public record HostUse(
      boolean known,
      long memory,
      long memoryBefore,
      long memoryPeak,
      long containersBefore,
      long containersPeak,
      int cpus,
      double cpuBefore,
      double cpuMean,
      double cpuPeak,
      double loadPeak,
      String diskPath,
      long diskFree,
      long diskUsed) {
    static final HostUse UNKNOWN = new HostUse(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", 0, 0);
  }

  /**
   * A resource and how far it goes.
   *
   * @param resource cpu, memory, disk or places
   * @param learners for about how many it is enough, by what was used here
   * @param text the figures
   */
  public record Scarce(String resource, int learners, String text) {}
}
