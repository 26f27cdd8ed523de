package io.sidelab.app;

import java.util.List;

/** Settings that the server cannot start with: all that is wrong with them at once. */
final class InvalidSettings extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  InvalidSettings(List<String> problems) {
    super(String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One numbered line each. */
  String numbered() {
    StringBuilder text = new StringBuilder("The server was not started. Please mend:\n");
    for (int index = 0; index < problems.size(); index++) {
      text.append("  ").append(index + 1).append(". ").append(problems.get(index)).append('\n');
    }
    return text.toString();
  }
}
