package io.sidelab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private final Random random = new Random(42);

  @Test
  void quartilesAreGuessesAndTheMedianIsTheMiddle() {
    Spread even = Spread.of(List.of("7", "1", "3", "10"), 9, true);
    Spread spread = Spread.of(List.of("7", "1", "3", "10", "20"), 9, true);

    assertThat(even.quartiles()).contains(new Spread.Quartiles(1, 5, 10));
    assertThat(spread.numbers()).containsExactly(1.0, 3.0, 7.0, 10.0, 20.0);
    assertThat(spread.quartiles()).contains(new Spread.Quartiles(3, 7, 10));
    assertThat(spread.guessed()).isEqualTo(5);
    assertThat(spread.learners()).isEqualTo(9);
  }

  @Test
  void oneGuessIsAllThreeQuartiles() {
    assertThat(Spread.of(List.of("4"), 1, true).quartiles())
        .contains(new Spread.Quartiles(4, 4, 4));
    assertThat(Spread.of(List.of(), 1, true).quartiles()).isEmpty();
  }

  @Test
  void theOrderOfTheGuessesSaysNothing() {
    for (int round = 0; round < 200; round++) {
      boolean numbers = round % 2 == 0;
      List<String> guesses = guesses(numbers);
      Spread before = Spread.of(guesses, 50, numbers);
      Collections.shuffle(guesses, random);
      assertThat(Spread.of(guesses, 50, numbers)).isEqualTo(before);
    }
  }

  @Test
  void halfOfTheGuessesLieBetweenTheQuartiles() {
    for (int round = 0; round < 200; round++) {
      Spread spread = Spread.of(guesses(true), 50, true);
      Spread.Quartiles quartiles = spread.quartiles().orElseThrow();
      List<Double> all = spread.numbers();
      long inside =
          all.stream().filter(one -> one >= quartiles.lower() && one <= quartiles.upper()).count();
      assertThat(2 * inside).isGreaterThanOrEqualTo(all.size());
      assertThat(quartiles.median()).isBetween(quartiles.lower(), quartiles.upper());
      assertThat(quartiles.lower()).isBetween(all.get(0), all.get(all.size() - 1));
      assertThat(all).isSorted();
    }
  }

  @Test
  void decimalsComeWithCommaOrPoint() {
    assertThat(Spread.of(List.of("1,5", "1.5", "-2"), 3, true).numbers())
        .containsExactly(-2.0, 1.5, 1.5);
  }

  @Test
  void wordsAreCountedWhateverTheirCaseAndBlanks() {
    Spread spread = Spread.of(List.of("the host", "Yes", "yes ", "The  Host", "YES"), 8, false);

    assertThat(spread.words())
        .containsExactly(new Spread.Word("YES", 3), new Spread.Word("The Host", 2));
    assertThat(spread.numbers()).isEmpty();
  }

  @Test
  void noMoreWordsThanAPageHasRoomForAndTheOthersAreCounted() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add("word " + i);
    }

    Spread spread = Spread.of(many, 100, false);

    assertThat(spread.words()).hasSize(Spread.MOST_WORDS);
    assertThat(spread.otherWords()).isEqualTo(100 - Spread.MOST_WORDS);
  }

  @Test
  void aClassHearsOfTwoGuessesOnlyThatThereAreTwo() {
    Spread two = Spread.of(List.of("3", "4"), 12, true).forClass();
    Spread three = Spread.of(List.of("3", "4", "5"), 12, true).forClass();

    assertThat(two).isEqualTo(new Spread(2, 12, false, List.of(), Optional.empty(), List.of(), 0));
    assertThat(three.numbers()).hasSize(3);
    assertThat(Spread.of(List.of("yes"), 12, false).forClass().words()).isEmpty();
  }

  private List<String> guesses(boolean numbers) {
    List<String> guesses = new ArrayList<>();
    int count = 1 + random.nextInt(50);
    for (int i = 0; i < count; i++) {
      int one = random.nextInt(40);
      guesses.add(numbers ? String.valueOf(one) : (one % 2 == 0 ? "Word " : "word ") + one / 2);
    }
    return guesses;
  }
}
