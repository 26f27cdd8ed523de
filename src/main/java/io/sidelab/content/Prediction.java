package io.sidelab.content;

import java.util.regex.Pattern;

/**
 * A figure that learners guess before they see it. Pages carry the question only: the figure is
 * measured when a guess was given.
 *
 * @param id unique in the lab, among questions too
 * @param html the question, safe HTML
 * @param unit of the figure; the guess is a number then. Empty for a guess in words.
 * @param figure how it is measured; bears the prediction's id as its name
 * @param explanation safe HTML, shown beside the figure; may be empty
 * @param at its fence
 */
public record Prediction(
    String id, String html, String unit, Fact figure, String explanation, FileLine at) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}([.,]\\d{1,6})?");

  /** A line of a page; what is kept for each learner stays small. */
  private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}]{1,40}");

  /** Whether this can be a guess, without blanks around it. */
  public boolean accepts(String guess) {
    return (unit.isEmpty() ? WORDS : NUMBER).matcher(guess).matches() && !guess.isBlank();
  }
}
