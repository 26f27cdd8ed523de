package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Output as somebody gets it who looks now and then. */
@Timeout(60)
class PieceTest extends TerminalFixture {
  private static final int MOST = 1024;
  private final QueueTty tty = new QueueTty();
  private final Terminal terminal = terminal();

  private void print(String text) throws Exception {
    long before = terminal.since(Optional.empty(), 1).end().offset();
    tty.print(text);
    Eventually.until(
        "printed",
        SOON,
        () ->
            terminal.since(Optional.empty(), 1).end().offset()
                == before + text.getBytes(StandardCharsets.UTF_8).length);
  }

  private static String text(Piece piece) {
    return new String(piece.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whoLooksForTheFirstTimeGetsAllThereIs() throws Exception {
    terminal.connect(tty);
    print("$ ls\r\nfile\r\n");

    Piece piece = terminal.since(Optional.empty(), MOST);

    assertThat(text(piece)).isEqualTo("$ ls\r\nfile\r\n");
    assertThat(piece.fresh()).isTrue();
    assertThat(piece.modes()).isEmpty();
  }

  @Test
  void whoLooksAgainGetsWhatIsNewAndNothingTwice() throws Exception {
    terminal.connect(tty);
    print("one ");
    Place seen = terminal.since(Optional.empty(), MOST).end();
    assertThat(terminal.since(Optional.of(seen), MOST).isEmpty()).isTrue();

    print("two");

    Piece piece = terminal.since(Optional.of(seen), MOST);
    assertThat(text(piece)).isEqualTo("two");
    assertThat(piece.fresh()).isFalse();
    assertThat(piece.isEmpty()).isFalse();
    assertThat(piece.modes()).isEmpty();
  }

  @Test
  void whoIsTooFarBehindBeginsAnewAfterALineEndInTheModesOfThatPlace() throws Exception {
    terminal.connect(tty);
    print("\u001b[?1049h\u001b[31m");
    Place seen = terminal.since(Optional.empty(), MOST).end();
    String line = "x".repeat(99) + "\n";
    print(line.repeat(30));

    Piece piece = terminal.since(Optional.of(seen), MOST);

    assertThat(piece.fresh()).isTrue();
    assertThat(text(piece)).isEqualTo(line.repeat(10));
    assertThat(new String(piece.modes(), StandardCharsets.US_ASCII))
        .contains("\u001b[?1049h", "\u001b[31m");
  }

  @Test
  void aPlaceOfAnotherServerOrOfNothingBeginsAnew() throws Exception {
    terminal.connect(tty);
    print("here");
    Place here = terminal.since(Optional.empty(), MOST).end();

    Place foreign = new Place("another-stream", 2);
    Place beyond = new Place(here.stream(), here.offset() + 1);

    assertThat(text(terminal.since(Optional.of(foreign), MOST))).isEqualTo("here");
    assertThat(terminal.since(Optional.of(foreign), MOST).fresh()).isTrue();
    assertThat(terminal.since(Optional.of(beyond), MOST).fresh()).isTrue();
  }

  @Test
  void aPieceStaysWhatItIsWhileTheTerminalGoesOn() throws Exception {
    terminal.connect(tty);
    print("kept");
    Piece piece = terminal.since(Optional.empty(), MOST);

    print("z".repeat(2 * SCROLLBACK));

    assertThat(text(piece)).isEqualTo("kept");
    assertThat(terminal.since(Optional.of(piece.end()), MOST).fresh()).isTrue();
  }
}
