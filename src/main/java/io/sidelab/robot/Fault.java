package io.sidelab.robot;

import io.sidelab.content.FileLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a lab, for its author.
 *
 * @param message what happened and what would be right
 * @param seen lines of what the robot saw then, such as the last of a terminal
 */
record Fault(FileLine at, String message, List<String> seen) {
  Fault(FileLine at, String message) {
    this(at, message, List.of());
  }

  /** The same with more to see. */
  Fault showing(String what, List<String> lines) {
    List<String> more = new ArrayList<>(seen);
    lines.forEach(line -> more.add("%-8s | %s".formatted(what, line)));
    return new Fault(at, message, List.copyOf(more));
  }

  /** The same with what a check said. */
  Fault showing(Verdict verdict) {
    return showing("hint", verdict.hint().lines().toList())
        .showing("output", verdict.output().lines().toList());
  }
}
