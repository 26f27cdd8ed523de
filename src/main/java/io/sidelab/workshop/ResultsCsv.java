package io.sidelab.workshop;

import io.sidelab.workshop.Results.GuessResult;
import io.sidelab.workshop.Results.LabPlan;
import io.sidelab.workshop.Results.LabResult;
import io.sidelab.workshop.Results.LearnerResult;
import io.sidelab.workshop.Results.StepPlan;
import io.sidelab.workshop.Results.StepResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Results as a table for spreadsheets: one line for each learner, lab and step, also where nothing
 * was done. RFC 4180, with a byte order mark by which spreadsheets know UTF-8.
 *
 * <p>Names, guesses and figures are learners' input. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it; also within a text, behind what some spreadsheets take for
 * the end of a cell.
 */
final class ResultsCsv {
  private static final String MARK = "\uFEFF";
  private static final String END = "\r\n";
  private static final String BETWEEN = " | ";

  private static final Pattern FORMULA =
      Pattern.compile("(^|[;,\\t\\r\\n\"])(?=\\s*[=+@\\-]|[\\t\\r])");

  private static final List<String> HEAD =
      List.of(
          "learner",
          "joined",
          "minutes_in_labs",
          "lab",
          "lab_title",
          "lab_started",
          "lab_ended",
          "step",
          "step_title",
          "passed",
          "minutes_to_pass",
          "minutes_on_step",
          "failed_checks",
          "questions",
          "right_at_first",
          "right_at_last",
          "predictions",
          "guesses",
          "measured");

  private final StringBuilder text = new StringBuilder(MARK);

  private ResultsCsv() {}

  static String write(Results results) {
    ResultsCsv csv = new ResultsCsv();
    csv.line(HEAD.stream());
    for (LearnerResult learner : results.learners()) {
      for (LabPlan plan : results.labs()) {
        plan.steps().forEach(step -> csv.line(learner, plan, step));
      }
    }
    return csv.text.toString();
  }

  private void line(LearnerResult learner, LabPlan plan, StepPlan step) {
    Optional<LabResult> lab =
        learner.labs().stream().filter(one -> one.lab().equals(plan.id())).findFirst();
    Optional<StepResult> done =
        lab.stream()
            .flatMap(one -> one.steps().stream())
            .filter(one -> one.step() == step.number())
            .findFirst();
    List<String> cells =
        new ArrayList<>(
            Arrays.asList(
                safe(learner.name()),
                learner.joined().toString(),
                String.valueOf(learner.minutes()),
                safe(plan.id()),
                safe(plan.title()),
                cell(lab.map(LabResult::started)),
                cell(lab.flatMap(LabResult::ended)),
                String.valueOf(step.number()),
                safe(step.title()),
                cell(done.flatMap(StepResult::passed)),
                cell(done.flatMap(StepResult::minutesToPass)),
                cell(done.map(StepResult::minutesOnStep)),
                cell(done.map(StepResult::failed)),
                String.valueOf(step.questions()),
                cell(done.map(StepResult::rightAtFirst)),
                cell(done.map(StepResult::rightAtLast))));
    List<GuessResult> guesses = done.map(StepResult::guesses).orElse(List.of());
    cells.add(joined(guesses, GuessResult::prediction));
    cells.add(joined(guesses, GuessResult::guess));
    cells.add(joined(guesses, GuessResult::measured));
    line(cells.stream());
  }

  private static String cell(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static String joined(List<GuessResult> guesses, Function<GuessResult, String> part) {
    return safe(guesses.stream().map(part).collect(Collectors.joining(BETWEEN)));
  }

  static String safe(String text) {
    return FORMULA.matcher(text).replaceAll("$1'");
  }

  private void line(Stream<String> cells) {
    text.append(cells.map(ResultsCsv::quoted).collect(Collectors.joining(","))).append(END);
  }

  /** Always in quotes: what would need them depends on who reads it. */
  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
