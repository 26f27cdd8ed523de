package io.sidelab.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellOutputTest {
  private final ShellOutput output = new ShellOutput();

  private void prints(String text) {
    output.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ # ",
        "root@box:~# ",
        "Debian GNU/Linux 12\r\n\r\nroot@vm:~# ",
        "\u001b[?2004h\u001b[1;36mroot@box\u001b[0m:\u001b[1;34m~\u001b[0m$ ",
        "/ # \u001b[6n"
      })
  void theFirstPromptIsOne(String text) {
    prints(text);

    assertThat(output.prompt()).isPresent();
  }

  @Test
  void theEchoOfALineIsNoPromptWhateverTheLineSays() {
    prints("/ # ");
    output.mark();
    prints("echo 5 > ");
    assertThat(output.prompt()).isEmpty();

    prints("/tmp/five\r\n");
    assertThat(output.prompt()).isEmpty();

    prints("/ # ");
    assertThat(output.prompt()).contains("/ # ");
  }

  @Test
  void aProgramThatPrintsAndGoesOnShowsNoPrompt() {
    output.mark();
    prints("cat /etc/motd\r\nroot@box:~# is how I greet you.\r\n");

    assertThat(output.prompt()).isEmpty();
  }

  @Test
  void anUnfinishedHereDocumentAsksForItsNextLine() {
    output.mark();
    prints("cat > /tmp/x <<EOF\r\n> ");

    assertThat(output.prompt()).contains("> ");
  }

  @Test
  void whatABackgroundProgramPrintsBehindThePromptDoesNotHideIt() {
    output.mark();
    prints("serve &\r\n[1] 17\r\n/ # Serving on port 80\r\n");

    assertThat(output.prompt()).isEmpty();
    assertThat(output.shows("/ # ")).isTrue();
    assertThat(output.shows("")).isFalse();

    output.mark();
    assertThat(output.shows("/ # ")).isFalse();
  }

  @Test
  void aRestartedProgramMayBeginWithItsPrompt() {
    prints("/ # ");
    output.mark();
    prints("exit\r\n");
    output.begin();
    assertThat(output.prompt()).isEmpty();

    prints("/ # ");
    assertThat(output.prompt()).contains("/ # ");
  }

  @Test
  void theLastLinesReadAsAPersonSawThem() {
    prints("gone\r\n\u001b[31mred\u001b[0m ü\r\n\r\n 10%\r 90%\r100%\r\n/ # ");

    assertThat(output.last(3)).containsExactly("red ü", "100%", "/ #");
  }

  @Test
  void aLetterMayArriveInTwoPieces() {
    byte[] letter = "ü".getBytes(StandardCharsets.UTF_8);
    output.add(ByteBuffer.wrap(letter, 0, 1));
    output.add(ByteBuffer.wrap(letter, 1, 1));

    assertThat(output.last(1)).containsExactly("ü");
  }

  @Test
  void aFloodCostsNoMemoryAndItsEndIsSeen() {
    output.mark();
    for (int i = 0; i < 100_000; i++) {
      prints("line " + i + "\r\n");
    }
    prints("/ # ");

    assertThat(output.prompt()).contains("/ # ");
    assertThat(output.last(2)).containsExactly("line 99999", "/ #");
    assertThat(output.last(Integer.MAX_VALUE)).hasSizeLessThan(10_000);
  }
}
