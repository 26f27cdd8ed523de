package io.sidelab.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong while a folder is read. For one thread. */
final class ProblemList {
  /** Nobody mends more at a time, and a file made by a broken program must not fill the memory. */
  private static final int LIMIT = 500;

  private final List<Problem> problems = new ArrayList<>();
  private int left;

  /** One line each, whatever a library or a file's name puts in. */
  void add(Problem problem) {
    if (problems.size() < LIMIT) {
      problems.add(new Problem(line(problem.file()), problem.line(), line(problem.message())));
    } else {
      left++;
    }
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /**
   * How many there are so far: a reader compares before and after to know whether all went well.
   */
  int count() {
    return problems.size() + left;
  }

  /** By file, then line, then as found. */
  List<Problem> sorted() {
    List<Problem> result = new ArrayList<>(problems);
    result.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
    if (left > 0) {
      Problem last = result.get(result.size() - 1);
      result.add(new Problem(last.file(), 0, "and " + left + " more problems, not shown"));
    }
    return List.copyOf(result);
  }
}
