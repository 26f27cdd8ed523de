package io.sidelab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8TextTest {
  private static final String ALL_LENGTHS =
      "a\u00e9\u20ac\ud83d\ude80\u0301\u0000\u001b[0m\r\n\u4e2d";

  @Test
  void joinsCharactersWhereverTheStreamWasCut() {
    byte[] bytes = ALL_LENGTHS.repeat(20).getBytes(StandardCharsets.UTF_8);
    for (int seed = 0; seed < 500; seed++) {
      assertThat(inPieces(bytes, new Random(seed)))
          .as("seed %d", seed)
          .isEqualTo(ALL_LENGTHS.repeat(20));
    }
  }

  @Test
  void givesTheSameTextForAnyBytesHoweverTheyWereCut() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[200];
      random.nextBytes(bytes);
      bytes[199] = 'x'; // No character waits for its rest at the end.
      String whole = new Utf8Text().decode(bytes);
      assertThat(inPieces(bytes, random)).as("seed %d", seed).isEqualTo(whole);
      assertThat(whole).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static String inPieces(byte[] bytes, Random random) {
    Utf8Text text = new Utf8Text();
    StringBuilder joined = new StringBuilder();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + random.nextInt(6));
      joined.append(text.decode(Arrays.copyOfRange(bytes, from, to)));
      from = to;
    }
    return joined.toString();
  }
}
