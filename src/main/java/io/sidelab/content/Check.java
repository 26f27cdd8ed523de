package io.sidelab.content;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A script that tells whether a step's task is done.
 *
 * @param machine where it runs
 * @param script for {@code /bin/sh}; exit code 0 means done. Its last line of output, when it
 *     fails, is a hint that fits what it found; {@code hint} is shown when it prints nothing.
 * @param hint shown when the script itself has nothing to say
 * @param facts put into the script's environment
 * @param solution commands that solve the step, for robots and tests; may be empty. {@code $NAME}
 *     of a fact stands for its value at the moment of typing.
 * @param solutionMachine where the solution is typed
 * @param chosen what the robot chooses for machines first, as the learner does on the page
 * @param pressed the run that solves the step instead, when it takes a button of the page
 * @param at the fence of the script
 * @param solutionAt the fence of the solution; the script's where there is none
 */
public record Check(
    String machine,
    String script,
    String hint,
    Duration timeout,
    List<Fact> facts,
    String solution,
    String solutionMachine,
    List<PlayedChoice> chosen,
    Optional<PressedRun> pressed,
    FileLine at,
    FileLine solutionAt) {

  /** A check whose solution is typed, with nothing to choose before. */
  public Check(
      String machine,
      String script,
      String hint,
      Duration timeout,
      List<Fact> facts,
      String solution,
      String solutionMachine,
      FileLine at,
      FileLine solutionAt) {
    this(
        machine,
        script,
        hint,
        timeout,
        facts,
        solution,
        solutionMachine,
        List.of(),
        Optional.empty(),
        at,
        solutionAt);
  }
}
