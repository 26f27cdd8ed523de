package io.sidelab.workshop;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a class guessed one figure. Says nothing of who guessed what or when: the same guesses in any
 * order give the same spread.
 *
 * @param guessed learners who guessed
 * @param learners of the workshop
 * @param shown whether there are enough guesses to show them; the rest is empty when not
 * @param numbers the guesses, ascending, where numbers were guessed
 * @param quartiles of these, where there are any
 * @param words what was guessed otherwise, the most frequent first; of equally many by alphabet
 * @param otherWords guesses that are left out of the words, for their number
 */
public record Spread(
    int guessed,
    int learners,
    boolean shown,
    List<Double> numbers,
    Optional<Quartiles> quartiles,
    List<Word> words,
    int otherWords) {
  /** Of two guesses, one of which is the reader's, the other one would be somebody's. */
  static final int FEWEST = 3;

  /** A page shows so many different ones; a class whose guesses differ more has no common one. */
  static final int MOST_WORDS = 30;

  /** At least half of the guesses lie between lower and upper, which are guesses themselves. */
  public record Quartiles(double lower, double median, double upper) {
    /** As far in from both ends as leaves half of them inside. */
    static Quartiles of(List<Double> ascending) {
      int last = ascending.size() - 1;
      int outside = last / 4;
      double middle = (ascending.get(last / 2) + ascending.get(last - last / 2)) / 2;
      return new Quartiles(ascending.get(outside), middle, ascending.get(last - outside));
    }
  }

  /** What several learners guessed alike, but for case and blanks. */
  public record Word(String text, int count) {}

  /**
   * @param guesses one of each learner
   * @param asNumbers whether a number was asked for
   */
  static Spread of(List<String> guesses, int learners, boolean asNumbers) {
    if (!asNumbers) {
      List<Word> words = words(guesses);
      List<Word> most = words.subList(0, Math.min(MOST_WORDS, words.size()));
      int others = words.stream().skip(MOST_WORDS).mapToInt(Word::count).sum();
      return new Spread(
          guesses.size(), learners, true, List.of(), Optional.empty(), List.copyOf(most), others);
    }
    List<Double> numbers =
        guesses.stream()
            .map(Spread::number)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .sorted()
            .toList();
    Optional<Quartiles> quartiles =
        numbers.isEmpty() ? Optional.empty() : Optional.of(Quartiles.of(numbers));
    return new Spread(guesses.size(), learners, true, numbers, quartiles, List.of(), 0);
  }

  /** For a learner: what is somebody's alone is kept back. */
  Spread forClass() {
    return guessed >= FEWEST
        ? this
        : new Spread(guessed, learners, false, List.of(), Optional.empty(), List.of(), 0);
  }

  /** A comma or a point before the decimals; nothing where it is no number. */
  static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text.strip().replace(',', '.'));
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException words) {
      return OptionalDouble.empty();
    }
  }

  static List<Word> words(List<String> guesses) {
    Map<String, List<String>> alike =
        guesses.stream()
            .map(Spread::tidy)
            .sorted()
            .collect(
                Collectors.groupingBy(
                    one -> one.toLowerCase(Locale.ROOT), TreeMap::new, Collectors.toList()));
    return alike.values().stream()
        .map(same -> new Word(same.get(0), same.size()))
        .sorted(Comparator.comparing(Word::count).reversed().thenComparing(Word::text))
        .toList();
  }

  private static String tidy(String guess) {
    return Normalizer.normalize(guess, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
  }
}
