package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StickyModesTest extends TerminalFixture {
  private final StickyModes modes = new StickyModes();

  private String after(String... output) {
    for (String piece : output) {
      modes.see(bytes(piece));
    }
    return new String(modes.restoring(), StandardCharsets.US_ASCII).replace('\u001b', '^');
  }

  @Test
  void hasNothingToRestoreOnAFreshScreen() {
    assertThat(after("$ ls\r\n", "\u001b[31mred\u001b[0m\u001b[?25l\u001b[?25h")).isEmpty();
  }

  @Test
  void remembersAFullScreenProgram() {
    assertThat(after("\u001b[?1049h\u001b[?1;1006h\u001b[?25l\u001b[2J"))
        .isEqualTo("^[?1h^[?25l^[?1006h^[?1049h");
  }

  @Test
  void readsSequencesThatAreSplitAnywhere() {
    assertThat(after("\u001b", "[", "?2", "00", "4", "h")).isEqualTo("^[?2004h");
  }

  @Test
  void remembersColoursAndHowCharactersLook() {
    assertThat(after("\u001b[1;3;31m")).isEqualTo("^[1;3;31m");
    assertThat(after("\u001b[2;38;5;200;48;2;1;2;3m")).isEqualTo("^[1;2;3;38;5;200;48;2;1;2;3m");
    assertThat(after("\u001b[22;39;4:3;58:2::7:8:9m")).isEqualTo("^[3;4:3;48;2;1;2;3;58:2::7:8:9m");
    assertThat(after("\u001b[0;95m")).isEqualTo("^[95m");
    assertThat(after("\u001b[m")).isEmpty();
  }

  @Test
  void remembersLineDrawingTheKeypadAndTheScrollingRegion() {
    assertThat(after("\u001b(0\u001b)A\u000e\u001b=\u001b[3;20r"))
        .isEqualTo("^[3;20r^(0^)A\u000e^=");
    assertThat(after("\u001b[?1049h")).doesNotContain("3;20r");
    assertThat(after("\u001b[!p")).isEqualTo("^[?1049h");
  }

  @Test
  void remembersTheShapeOfTheCursor() {
    assertThat(after("\u001b[4 q")).isEqualTo("^[4 q");
    assertThat(after("\u001b[7 q\u001b[4q")).as("no shapes").isEqualTo("^[4 q");
    assertThat(after("\u001bc")).isEmpty();
  }

  @Test
  void forgetsASequenceThatWasBrokenOffAndLooksThroughControlCharacters() {
    assertThat(after("\u001b[?2004\u0018h\u001b[3\u001a1m")).isEmpty();
    assertThat(after("\u001b[?20\r\n04h")).isEqualTo("^[?2004h");
  }

  @Test
  void passesOverColoursThatAreNone() {
    assertThat(after("\u001b[38m\u001b[38;5m\u001b[999;31;;m\u001b[>4;1m\u001b[?31m"))
        .isIn("", "^[38m", "^[38;5m");
  }

  @Test
  void forgetsWhatIsSwitchedOffOrReset() {
    assertThat(after("\u001b[?1049h\u001b[?2004h", "\u001b[?1049l")).isEqualTo("^[?2004h");
    assertThat(after("\u001bc")).isEmpty();
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    assertThat(after("\u001b[?9999h\u001b[4h\u001b[?h\u001b[?;;h\u001b[?" + "1;".repeat(500) + "h"))
        .isIn("", "^[?1h");
  }

  @Test
  void leavesWhatAKilledFullScreenProgramLeftBehind() {
    modes.see(bytes("\u001b[?1049h\u001b[?1002h\u001b[?2004h\u001b[?25l"));
    modes.see(bytes("\u001b[3;20r\u001b[5 q\u001b[31;7m\u001b(0\u000e"));

    String parting = new String(modes.leaving(), StandardCharsets.US_ASCII);

    assertThat(parting)
        .isEqualTo("\u001b[?25h\u001b[?1002l\u001b[?1049l\u001b[?2004l\u001b[0 q\u001b[!p\r\n");
    modes.see(bytes(parting));
    assertThat(modes.restoring()).asString(StandardCharsets.US_ASCII).isEqualTo("\u001b[0 q");
  }

  @Test
  void takesAnyBytes() {
    byte[] noise = new byte[500_000];
    new Random(1).nextBytes(noise);
    modes.see(ByteBuffer.wrap(noise));
    assertThat(modes.restoring().length).isLessThan(300);
  }

  @Test
  void aLateViewerOfALongRunningFullScreenProgramIsToldItsModesFirst() throws Exception {
    Terminal terminal = terminal();
    QueueTty tty = new QueueTty();
    terminal.connect(tty);
    RecordingScreen first = new RecordingScreen();
    terminal.view(first, Role.TYPE);
    tty.print("\u001b[?1049h");
    String picture = "\u001b[Hload 0.7\r\n".repeat(SCROLLBACK / 5);
    tty.print(picture);
    Eventually.until("drawn", SOON, () -> first.count() == picture.length() + 8);

    RecordingScreen late = new RecordingScreen();
    terminal.view(late, Role.TYPE);

    assertThat(late.text()).startsWith("\u001b[?1049h\u001b[Hload 0.7\r\n");
    assertThat(late.calls()).containsExactly("hello TYPE 80x24 " + late.count() + " skipped");
  }
}
