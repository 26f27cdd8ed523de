package io.sidelab.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question in its fence: the question, then choices as a task list in which the right ones are
 * ticked, then the explanation. Reads one fence.
 */
final class QuizReader {
  private static final int CHOICES = 10;
  private static final Pattern CHOICE = Pattern.compile("[-*] \\[([ xX])] +(\\S.*)");
  private static final Pattern LIKE_A_CHOICE = Pattern.compile("[-*] *\\[.?](?!\\().*");

  private final Fence quiz;
  private final BiFunction<String, Location, String> html;
  private final List<String> lines;
  private int next;

  /**
   * @param html makes a piece of Markdown, and where it begins, safe HTML
   */
  QuizReader(Fence quiz, BiFunction<String, Location, String> html) {
    this.quiz = quiz;
    this.html = html;
    this.lines = quiz.text().lines().toList();
  }

  Question read(String id) {
    String question = part("question", "before the choices", line -> !isChoice(line));
    List<String> choices = new ArrayList<>();
    Set<Integer> right = new LinkedHashSet<>();
    while (next < lines.size() && isChoice(lines.get(next))) {
      Matcher choice = CHOICE.matcher(lines.get(next));
      if (choice.matches() && !choice.group(1).isBlank()) {
        right.add(choices.size());
      }
      choices.add(choiceHtml(choice.group(2)));
    }
    String explanation = part("explanation", "after the choices", line -> true);
    checkChoices(choices, right);
    return new Question(
        id,
        question,
        List.copyOf(choices),
        Set.copyOf(right),
        explanation,
        quiz.location().fileLine());
  }

  private static boolean isChoice(String line) {
    return CHOICE.matcher(line).matches();
  }

  private Location here() {
    return quiz.location().at(quiz.location().line() + 1 + next);
  }

  private String part(String name, String where, Predicate<String> goesOn) {
    Location start = here();
    StringBuilder text = new StringBuilder();
    while (next < lines.size() && goesOn.test(lines.get(next))) {
      String line = lines.get(next);
      if (LIKE_A_CHOICE.matcher(line).matches()) {
        here().report("choices stand together, each as - [ ] text or, when right, - [x] text");
      }
      text.append(line).append('\n');
      next++;
    }
    if (text.toString().isBlank()) {
      quiz.location().report("a quiz needs its " + name + " " + where);
      return "";
    }
    return html.apply(text.toString(), start);
  }

  /** The rest of a choice is indented below its first line. */
  private String choiceHtml(String first) {
    Location start = here();
    StringBuilder text = new StringBuilder(first);
    next++;
    while (next < lines.size() && lines.get(next).matches("\\s+\\S.*|\\s*")) {
      text.append('\n').append(lines.get(next).strip());
      next++;
    }
    return html.apply(text.toString().strip(), start);
  }

  private void checkChoices(List<String> choices, Set<Integer> right) {
    if (choices.size() < 2 || choices.size() > CHOICES) {
      quiz.location().report("a quiz has 2 to " + CHOICES + " choices, not " + choices.size());
    }
    if (right.isEmpty()) {
      quiz.location().report("a quiz needs a right choice, ticked as - [x]");
    }
    if (new HashSet<>(choices).size() < choices.size()) {
      quiz.location().report("a quiz has the same choice twice");
    }
  }
}
