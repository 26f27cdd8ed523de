package io.sidelab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Role;
import io.sidelab.terminal.Viewer;
import io.sidelab.testing.Eventually;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands in a recording, whatever a program prints and whatever befalls server and disk. */
class RecordedOutputTest extends RecordedTerminal {
  @Test
  void everyByteOfAnyOutputComesOutAsTextWhereverItWasCut() throws Exception {
    begin();
    terminal.connect(tty);
    String text =
        "\u001b]0;a \"title\" \\ \u0007\u001b[31mr\u00f8d \ud83d\ude80\u2028\u0000\u007f\r\n";
    byte[] bytes = text.repeat(300).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
      tty.prints(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    recorded(text.repeat(300));
    assertThat(cast().header().get("title").asText()).isEqualTo("A lab: box");
    assertThat(cast().header().get("env").get("TERM").asText()).isEqualTo("xterm-256color");
  }

  @Test
  void bytesThatAreNoTextBecomeReplacementCharacters() throws Exception {
    begin();
    terminal.connect(tty);
    tty.prints(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82, 'c'});
    recorded("a\ufffdb\ufffdc");
  }

  @Test
  void whatIsTypedIsNotRecorded() throws Exception {
    begin();
    terminal.connect(tty);
    terminal.type(ByteBuffer.wrap("secret\n".getBytes(StandardCharsets.UTF_8)));
    tty.prints("Password: ");
    recorded("Password: ");
    assertThat(Files.readString(file())).doesNotContain("secret");
  }

  @Test
  void sizesAndPassedChecksStandBetweenTheOutput() throws Exception {
    begin();
    terminal.connect(tty);
    tty.prints("one");
    recorded("one");
    try (Viewer viewer = terminal.view(new NobodysScreen(), Role.TYPE)) {
      viewer.resize(new TerminalSize(132, 43));
    }
    recordings.mark("w1", "Step 1 passed: Look\u001b[2J");
    recordings.mark("another", "not ours");
    tty.prints("two");
    recorded("onetwo");
    assertThat(cast().data("r")).containsExactly("132x43");
    assertThat(cast().data("m")).containsExactly("Step 1 passed: Look [2J");
  }

  @Test
  void anotherServerGoesOnInTheSameFileWithoutSayingAnythingTwice() throws Exception {
    begin();
    terminal.connect(tty);
    tty.prints("one\r\n/ # ");
    recorded("one\r\n/ # ");
    int timestamp = cast().header().get("timestamp").intValue();

    restart();
    tty.prints("one\r\n/ # while away\r\n");
    tty.prints("live");

    recorded("one\r\n/ # while away\r\nlive");
    assertThat(cast().header().get("timestamp").intValue()).isEqualTo(timestamp);
  }

  @Test
  void aLineThatAKillCutIsLeftOutAndThenRemoved() throws Exception {
    begin();
    terminal.connect(tty);
    tty.prints("one");
    recorded("one");
    Files.writeString(file(), Files.readString(file()) + "[9.0,\"o\",\"tw");
    assertThat(cast().output()).isEqualTo("one");

    restart();
    tty.prints("onetwo");

    recorded("onetwo");
    Cast.read(file());
  }

  @Test
  void aDiskThatFailsEndsARecordingAndNeverATerminal() throws Exception {
    begin();
    terminal.connect(tty);
    Files.delete(file().resolveSibling("about.json"));
    Files.delete(file().getParent());
    Files.writeString(file().getParent(), "in the way");
    NobodysScreen screen = new NobodysScreen();
    terminal.view(screen, Role.TYPE);
    for (int piece = 0; piece < 100; piece++) {
      tty.prints("x");
    }
    Eventually.until("the screen gets it all", SOON, () -> screen.received == 100);
  }
}
