package io.sidelab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeamTest {
  private static final String BOOT = "booting\r\n/ # ls\r\nbin etc\r\n/ # ";

  private static Seam after(String recorded) {
    return new Seam(recorded, true);
  }

  private static String feed(Seam seam, String text, Random random) {
    StringBuilder fresh = new StringBuilder();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(700));
      fresh.append(seam.pass(text.substring(from, to)));
      from = to;
    }
    return fresh.toString();
  }

  @Test
  void leavesOutWhatIsThereAlreadyAndKeepsWhatIsNewInAnyPieces() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      String old = BOOT.repeat(1 + random.nextInt(400));
      Seam seam = after(old);
      assertThat(feed(seam, old + "while away\r\n/ # ", random))
          .as("seed %d", seed)
          .isEqualTo("while away\r\n/ # ");
      assertThat(seam.pass("later")).isEqualTo("later");
    }
  }

  @Test
  void keepsNewOutputThatLooksLikeTheOld() {
    assertThat(after("/ # ").pass("/ # / # / # ")).isEqualTo("/ # / # ");
  }

  @Test
  void takesEverythingWhereNothingWasRecorded() {
    assertThat(after("").pass("new")).isEqualTo("new");
  }

  @Test
  void knowsThatAnEngineLogsNoUnfinishedLine() {
    Seam seam = after(BOOT);
    String logged = BOOT.substring(0, BOOT.lastIndexOf('\n') + 1);
    assertThat(seam.pass(logged)).isEmpty();
    // What is typed now begins like the prompt does.
    assertThat(seam.pass("/")).isEmpty();
    assertThat(seam.pass("bin/ls\r\n")).isEqualTo("/bin/ls\r\n");
  }

  @Test
  void whatIsHeldForItsLikenessComesOutWhenNothingFollows() {
    Seam seam = after(BOOT);
    seam.pass(BOOT.substring(0, BOOT.lastIndexOf('\n') + 1) + "/");
    assertThat(seam.settle()).isEqualTo("/");
    assertThat(seam.missing()).isFalse();
    assertThat(seam.pass("later")).isEqualTo("later");
  }

  @Test
  void knowsThatAnEngineLogsLongLinesInPieces() {
    String line = numbers(0, 6_000).replace("\r\n", "\r");
    String old = BOOT + "\n" + line;
    int logged = BOOT.length() + 1 + 16 * 1024;
    assertThat(after(old).pass(old.substring(0, logged) + "live")).isEqualTo("live");
  }

  @Test
  void findsItsPlaceWhenTheEngineDroppedItsOldestOutput() {
    String old = numbers(0, 20_000);
    String fresh = feed(after(old), numbers(5_000, 20_000) + "new", new Random(1));
    assertThat(fresh).isEqualTo("new");
  }

  @Test
  void findsItsPlaceInALongRecording() {
    String old = numbers(0, 400_000);
    Seam seam = new Seam(old.substring(old.length() - Seam.COMPARED), false);
    assertThat(feed(seam, numbers(380_000, 400_000) + "new", new Random(1))).isEqualTo("new");
  }

  @Test
  void saysThatSomethingIsMissingWhenNothingOfTheOldIsLeft() {
    Seam seam = after(numbers(0, 5_000));
    String other = "all different ".repeat(40);
    assertThat(feed(seam, other, new Random(1))).isEqualTo(other);
    assertThat(seam.missing()).isTrue();
  }

  private static String numbers(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int number = from; number < to; number++) {
      text.append(number).append("\r\n");
    }
    return text.toString();
  }
}
