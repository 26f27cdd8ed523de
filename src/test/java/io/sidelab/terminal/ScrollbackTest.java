package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.terminal.Scrollback.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
  private static final int LIMIT = 64 * 1024;

  private final Scrollback scrollback = new Scrollback(LIMIT);

  private void print(byte[] bytes) {
    int from = 0;
    while (from < bytes.length) {
      Segment tail = scrollback.tail();
      int count = Math.min(tail.room(), bytes.length - from);
      System.arraycopy(bytes, from, tail.bytes, tail.length(), count);
      scrollback.written(tail, count);
      from += count;
    }
  }

  private byte[] from(long offset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long at = offset; at < scrollback.end(); ) {
      ByteBuffer slice = scrollback.slice(at, Long.MAX_VALUE);
      byte[] copy = new byte[slice.remaining()];
      slice.get(copy);
      bytes.writeBytes(copy);
      at += copy.length;
    }
    return bytes.toByteArray();
  }

  /** Fills it so that the beginning is cut off, with this text first behind the cut. */
  private String cutBefore(String text) {
    byte[] filling = new byte[3 * LIMIT];
    Arrays.fill(filling, (byte) '\n');
    print(filling);
    byte[] tail = text.getBytes(StandardCharsets.UTF_8);
    long at = scrollback.end();
    print(tail);
    return new String(from(scrollback.safeStart(at)), StandardCharsets.UTF_8);
  }

  @Test
  void keepsTheLastBytesAndGrowsOnlyAsNeeded() {
    Random random = new Random(3);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int round = 0; round < 400; round++) {
      byte[] piece = new byte[random.nextInt(3000)];
      random.nextBytes(piece);
      print(piece);
      all.writeBytes(piece);
      byte[] expected = all.toByteArray();
      assertThat(scrollback.end()).isEqualTo(expected.length);
      assertThat(expected.length - scrollback.start()).isLessThanOrEqualTo(LIMIT);
      assertThat(expected.length - scrollback.start())
          .isGreaterThanOrEqualTo(Math.min(expected.length, LIMIT / 4));
      assertThat(from(scrollback.start()))
          .isEqualTo(Arrays.copyOfRange(expected, (int) scrollback.start(), expected.length));
    }
  }

  @Test
  void beginsAtTheVeryStartWhileThatIsThere() {
    print("half a line".getBytes(StandardCharsets.UTF_8));
    assertThat(scrollback.safeStart(0)).isZero();
  }

  @Test
  void beginsBehindALineEnd() {
    assertThat(cutBefore("rest of line\r\nnext\r\n")).isEqualTo("next\r\n");
  }

  @Test
  void beginsAtAnEscapeWhereThereAreNoLines() {
    assertThat(cutBefore("8;5;1mred\u001b[1;1Hhome")).isEqualTo("\u001b[1;1Hhome");
  }

  @Test
  void neverBeginsInsideACharacter() {
    byte[] euro = "€uro".getBytes(StandardCharsets.UTF_8);
    byte[] filling = new byte[3 * LIMIT];
    Arrays.fill(filling, (byte) '\n');
    print(filling);
    long at = scrollback.end();
    print(Arrays.copyOfRange(euro, 1, euro.length));
    assertThat(new String(from(scrollback.safeStart(at)), StandardCharsets.UTF_8)).isEqualTo("uro");
  }

  @Test
  void findsALineEndInALaterSegment() {
    String longLine = "x".repeat(10_000);
    assertThat(cutBefore(longLine + "\nend")).isEqualTo("end");
  }

  @Test
  void beginsAtTheEndOfNothingButContinuations() {
    byte[] filling = new byte[3 * LIMIT];
    Arrays.fill(filling, (byte) 0x80);
    print(filling);
    long start = scrollback.safeStart(0);
    assertThat(start).isBetween(scrollback.start(), scrollback.end());
  }

  @Test
  void leavesWhatAnOldTtyStillWritesUnseen() {
    Segment old = scrollback.tail();
    Segment fresh = scrollback.freshTail();
    old.bytes[old.length()] = 'x';
    fresh.bytes[fresh.length()] = 'y';
    scrollback.written(fresh, 1);
    assertThat(from(0)).containsExactly('y');
    assertThat(scrollback.tail()).isSameAs(fresh);
  }
}
