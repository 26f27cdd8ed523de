package io.sidelab.robot;

import java.time.Duration;

/**
 * How long the robot waits.
 *
 * @param start until a workspace's machines run; images may have to be pulled or built first
 * @param prompt until a machine that runs shows its first prompt, or runs again after its end
 * @param line until the shell is through with a line of a solution
 * @param run until a race or a growing number of containers has come to its end
 * @param verdict until a check passes after its solution: programs started in the background need a
 *     moment
 */
public record Patience(
    Duration start, Duration prompt, Duration line, Duration run, Duration verdict) {
  /** Plenty for an emulated VM on a busy host; what takes longer keeps learners waiting too. */
  public static Patience defaults() {
    return new Patience(
        Duration.ofMinutes(30),
        Duration.ofMinutes(3),
        Duration.ofMinutes(2),
        Duration.ofMinutes(20),
        Duration.ofSeconds(20));
  }
}
