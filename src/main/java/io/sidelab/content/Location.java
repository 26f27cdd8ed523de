package io.sidelab.content;

/**
 * A line of a file, to report problems at.
 *
 * @param file as {@link Problem} names it
 * @param line from 1, or 0 for the whole file
 */
record Location(ProblemList problems, String file, int line) {
  /** What of an author's text is repeated in a message at the most. */
  private static final int QUOTE_LENGTH = 60;

  void report(String message) {
    problems.add(new Problem(file, line, message));
  }

  FileLine fileLine() {
    return new FileLine(file, line);
  }

  Location at(int otherLine) {
    return new Location(problems, file, otherLine);
  }

  /** An author's text as a message repeats it: one line, bounded, nothing a terminal acts on. */
  static String quote(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", " ").strip();
    if (shown.length() > QUOTE_LENGTH) {
      shown = shown.substring(0, QUOTE_LENGTH) + "…";
    }
    return "\"" + shown + "\"";
  }
}
