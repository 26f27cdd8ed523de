package io.sidelab.workshop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Complaints that a terminal shows again and again. Output is whatever a learner's programs print:
 * what is found here is shown as text and believed by nobody.
 */
final class RepeatedErrors {
  /** Two screens and some: what the learner has before their eyes. */
  private static final int LINES = 60;

  /** Once is a slip, twice is a try; the third time nothing was learnt from it. */
  private static final int TIMES = 3;

  /** What fits into a line of the instructor's page. */
  private static final int LONGEST = 120;

  /** More than one of them says no more about the learner. */
  private static final int MOST = 2;

  /** Titles, colours, positions: OSC and DCS to their end, CSI, character sets, single letters. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\x1b[\\]P^_][^\\x07\\x1b]{0,4096}(?:\\x07|\\x1b\\\\)?"
              + "|\\x1b\\[[0-?]{0,64}[ -/]{0,4}[@-~]?"
              + "|\\x1b[ -/]{1,2}[0-~]?"
              + "|\\x1b[0-~]?");

  /** Of shells, package managers, engines and interpreters. */
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "not found|no such|denied|cannot|can't|could not|couldn't|\\berror\\b|\\berrors\\b"
              + "|[a-z]+error:|exception|failed|failure|invalid|illegal|unknown|unable to"
              + "|not permitted|unrecognized|unexpected|refused|not a directory|is a directory"
              + "|no space left|usage:|bad (?:substitution|interpreter|address|option)|fatal:"
              + "|missing operand|requires at least",
          Pattern.CASE_INSENSITIVE);

  /** A prompt with what was typed behind it: asked for, not answered. */
  private static final Pattern PROMPT =
      Pattern.compile("^(?:\\S*[\\w~/.)\\]:-]+ ?[#$%>] |[#$>] |\\(\\S+\\) \\S+[#$] ?).*");

  /** What the line says although the numbers in it are others: of lines, ports, processes. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\b(?:0x[0-9a-f]+|[0-9a-f]{12,64}|\\d+)\\b");

  private RepeatedErrors() {}

  /**
   * @param output the end of what a terminal printed; a character may be cut off at its beginning
   * @return the complaints of its last lines that came three times or more, as they came last, and
   *     how often; at most two, the most frequent first
   */
  static Map<String, Integer> in(byte[] output) {
    Map<String, List<String>> alike =
        lines(output).stream()
            .filter(RepeatedErrors::isComplaint)
            .collect(
                Collectors.groupingBy(
                    RepeatedErrors::kind, LinkedHashMap::new, Collectors.toList()));
    Map<String, Integer> repeated = new LinkedHashMap<>();
    alike.values().stream()
        .filter(lines -> lines.size() >= TIMES)
        .sorted((one, other) -> other.size() - one.size())
        .limit(MOST)
        .forEach(lines -> repeated.put(shown(lines.get(lines.size() - 1)), lines.size()));
    return repeated;
  }

  private static List<String> lines(byte[] output) {
    String text = ESCAPES.matcher(new String(output, StandardCharsets.UTF_8)).replaceAll("");
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      String seen = overwritten(line).strip();
      if (!seen.isEmpty()) {
        lines.add(seen);
      }
    }
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  /** What is left of a line over which a program wrote again, such as a progress bar. */
  private static String overwritten(String line) {
    String whole = line.endsWith("\r") ? line.replaceAll("\r+$", "") : line;
    String last = whole.substring(whole.lastIndexOf('\r') + 1);
    return last.replaceAll("\\p{Cntrl}", "");
  }

  private static boolean isComplaint(String line) {
    return !PROMPT.matcher(line).matches() && COMPLAINT.matcher(line).find();
  }

  private static String kind(String line) {
    return NUMBERS.matcher(line.toLowerCase(Locale.ROOT)).replaceAll("0");
  }

  private static String shown(String line) {
    String clean =
        line.codePoints()
            .filter(point -> Names.printable(Character.toString(point)))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}
