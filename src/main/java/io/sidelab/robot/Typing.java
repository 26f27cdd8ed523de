package io.sidelab.robot;

import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.content.FileLine;
import io.sidelab.content.Lab;
import io.sidelab.robot.ShellWatch.Arrival;
import io.sidelab.workspace.Solutions;
import io.sidelab.workspace.WorkspaceFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Types solutions into the shells of one workspace. */
final class Typing {
  /** A screen of a small terminal: what a person would look at first. */
  private static final int SHOWN = 12;

  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(10);

  private final Lab lab;
  private final PlayedWorkspace workspace;
  private final Solutions solutions;
  private final Patience patience;

  Typing(Lab lab, PlayedWorkspace workspace, Solutions solutions, Patience patience) {
    this.lab = lab;
    this.workspace = workspace;
    this.solutions = solutions;
    this.patience = patience;
  }

  /** Types the check's solution, line by line; returns what kept it from being typed. */
  Optional<Fault> solve(Check check) throws IOException, InterruptedException, Refused, Unplayable {
    String machine = check.solutionMachine();
    TerminalTab tab = workspace.tab(machine);
    FileLine at = check.solutionAt();
    for (String line : check.solution().lines().toList()) {
      at = at.down(1);
      workspace.ensureRunning(machine);
      if (tab.awaitShell(patience.prompt()) == Arrival.LATE) {
        return Optional.of(
            fault(at, "the terminal of " + machine + " shows no prompt to type this at", tab));
      }
      Optional<Fault> fault = type(check, line, at, tab);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<Fault> type(Check check, String line, FileLine at, TerminalTab tab)
      throws IOException, InterruptedException {
    String filled;
    try {
      filled = figures(check, solutions.line(lab, workspace.id(), check, line));
    } catch (Refused refused) {
      return Optional.of(fault(at, "this line cannot be typed: " + refused.getMessage(), tab));
    } catch (WorkspaceFailure failure) {
      return Optional.of(fault(at, "this line cannot be typed: " + failure.learnerText(), tab));
    }
    if (tab.type(filled, patience.line()) != Arrival.LATE) {
      return Optional.empty(); // A machine may end by what a lab is about.
    }
    Fault fault =
        fault(
            at,
            "this line of the solution does not end: no prompt within "
                + patience.line().toSeconds()
                + " s. Programs that go on belong into the background (&)",
            tab);
    tab.interrupt(AFTER_INTERRUPT);
    return Optional.of(fault);
  }

  /** Of races and growths, as the page shows them. */
  private String figures(Check check, String line)
      throws IOException, InterruptedException, Refused {
    String filled = line;
    for (Fact fact : check.facts()) {
      if (fact.source() == Fact.Source.DENSITY && fact.isNamedIn(filled)) {
        filled = fact.fillIn(filled, workspace.figure(fact.text()));
      }
    }
    return filled;
  }

  private static Fault fault(FileLine at, String message, TerminalTab tab) {
    return new Fault(at, message).showing("terminal", tab.lastLines(SHOWN));
  }

  /** The fault, with the last lines of the terminal that the check's solution was typed into. */
  Fault showing(Fault fault, Check check) {
    return fault.showing("terminal", workspace.tab(check.solutionMachine()).lastLines(SHOWN));
  }
}
