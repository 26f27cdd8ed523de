package io.sidelab.robot;

import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.content.PlayedChoice;
import io.sidelab.content.PressedRun;
import io.sidelab.content.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Does the task of a step: its check must fail, then its solution is typed, then it must pass. */
final class TaskPlay {
  /** The shortest hint that can name what to do: a command or three words. */
  private static final int SHORTEST_HINT = 12;

  private final PlayedWorkspace workspace;
  private final Typing typing;
  private final Patience patience;

  TaskPlay(PlayedWorkspace workspace, Typing typing, Patience patience) {
    this.workspace = workspace;
    this.typing = typing;
    this.patience = patience;
  }

  /** The machines that the check and its solution need. */
  static List<String> machines(Check check) {
    return Stream.concat(
            Stream.of(check.machine(), check.solutionMachine()),
            check.facts().stream().map(Fact::machine).filter(name -> !name.isEmpty()))
        .distinct()
        .toList();
  }

  List<Fault> play(Step step, Check check)
      throws IOException, InterruptedException, Refused, Unplayable {
    for (String machine : machines(check)) {
      workspace.ensureRunning(machine);
    }
    List<Fault> faults = new ArrayList<>();
    Verdict before = verdict(step, check, said -> !said.refused());
    faultBefore(check, before).map(fault -> fault.showing(before)).ifPresent(faults::add);
    Optional<Fault> unsolved = solve(check);
    if (unsolved.isPresent()) {
      faults.add(unsolved.get());
      return faults;
    }
    Verdict after = verdict(step, check, Verdict::passed);
    if (!after.passed()) {
      Fault fault = new Fault(check.solutionAt(), "the check does not pass after this solution");
      faults.add(typing.showing(fault.showing(after), check));
    }
    return faults;
  }

  private Optional<Fault> solve(Check check)
      throws IOException, InterruptedException, Refused, Unplayable {
    if (check.pressed().isPresent()) {
      return press(check, check.pressed().get());
    }
    if (check.solution().isBlank()) {
      return Optional.of(
          new Fault(check.at(), "no solution for the robot; put a solution block below"));
    }
    for (PlayedChoice choice : check.chosen()) {
      Optional<Fault> unchosen = workspace.choose(choice);
      if (unchosen.isPresent()) {
        return unchosen;
      }
    }
    return typing.solve(check);
  }

  private Optional<Fault> press(Check check, PressedRun run)
      throws IOException, InterruptedException, Unplayable {
    try {
      workspace.press(run.kind(), run.containers());
      return Optional.empty();
    } catch (Refused refused) {
      String message = "the " + run.kind() + " is refused: " + refused.getMessage();
      return Optional.of(new Fault(check.solutionAt(), message));
    }
  }

  private static Optional<Fault> faultBefore(Check check, Verdict before) {
    if (before.passed()) {
      return Optional.of(new Fault(check.at(), "the check passes before its solution is typed"));
    }
    if (before.refused()) {
      return Optional.of(new Fault(check.at(), "the check cannot be run"));
    }
    String hint = before.hint().strip();
    if (hint.length() < SHORTEST_HINT) {
      return Optional.of(new Fault(check.at(), "the check's hint is too short to help"));
    }
    if (hint.matches("(/bin/)?sh: .*")) {
      return Optional.of(new Fault(check.at(), "a fault of the shell is no hint"));
    }
    return Optional.empty();
  }

  /** Asks until the verdict is as wanted, for as long as patience allows. */
  private Verdict verdict(Step step, Check check, Predicate<Verdict> wanted)
      throws IOException, InterruptedException, Refused, Unplayable {
    Wait wait = new Wait(patience.verdict());
    Verdict verdict;
    do {
      for (String machine : machines(check)) {
        workspace.ensureRunning(machine);
      }
      verdict = workspace.check(step.number());
    } while (!wanted.test(verdict) && wait.again());
    return verdict;
  }
}
