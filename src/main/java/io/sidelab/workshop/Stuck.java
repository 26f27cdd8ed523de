package io.sidelab.workshop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who may be stuck, and why we think so: each reason is a sentence that an instructor can judge.
 */
final class Stuck {
  /** Twice is a slip; the hint has been read three times then. */
  private static final int FAILURES = 3;

  /** Reading a hint and looking something up takes a minute or two. */
  private static final Duration SILENCE = Duration.ofMinutes(3);

  /** One step behind is how people differ. */
  private static final double STEPS_BEHIND = 2;

  private Stuck() {}

  /**
   * @param active when the learner last did something, typing included
   * @param medianPassed steps passed by half of the class
   * @param repeated a complaint of the terminal that came again and again, and how often
   */
  static List<String> why(
      Standing standing,
      Instant active,
      double medianPassed,
      Map<String, Integer> repeated,
      Instant now) {
    List<String> reasons = new ArrayList<>();
    int failures = standing.failuresHere();
    if (failures >= FAILURES) {
      reasons.add("The check of step " + standing.step() + " failed " + failures + " times.");
    }
    repeated.forEach((line, times) -> reasons.add("The same error " + times + " times: " + line));
    Duration silence = Duration.between(active, now);
    if (standing.failedAt().isPresent() && silence.compareTo(SILENCE) >= 0) {
      reasons.add("Nothing for " + silence.toMinutes() + " minutes after a check failed.");
    }
    int passed = standing.passed().values().stream().mapToInt(steps -> steps.size()).sum();
    if (!standing.workspaceId().isEmpty() && medianPassed - passed >= STEPS_BEHIND) {
      reasons.add(
          "Has passed " + passed + " steps; half of the class has " + round(medianPassed) + ".");
    }
    return reasons;
  }

  private static String round(double median) {
    return median == Math.rint(median) ? Long.toString((long) median) : Double.toString(median);
  }
}
