package io.sidelab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.sidelab.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What programs show and what they are told, where terminals are usually wrong. */
class TerminalScreenIT extends OneBox {
  private static final int MEGABYTE = 1024 * 1024;

  private final List<byte[]> frames = new CopyOnWriteArrayList<>();

  @Override
  void listen(Page heard) {
    frames.clear();
    heard.onWebSocket(
        socket ->
            socket.onFrameReceived(
                frame -> {
                  if (frame.binary() != null) {
                    frames.add(frame.binary());
                  }
                }));
  }

  @Test
  void charactersAreWholeAndAsWideAsTheyAreHoweverTheyAreCut() throws Exception {
    String text = "a\u00e9\u20ac\ud83d\ude00\u6f22e\u0301z";
    StringBuilder octal = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      octal.append(String.format(" %03o", each & 0xff));
    }
    driver.type(BOX, "slowly() { for b in $*; do printf \"\\\\$b\"; sleep 0.1; done; }");

    enter("clear; slowly" + octal);
    driver.awaitText(BOX, "(?m)^" + text);
    assertThat(frames).as("frames that end within a character").contains(new byte[] {(byte) 0xf0});

    String answers = answers("slowly" + octal);

    assertThat(answers).as("row and column").isEqualTo("^[[1;10");
  }

  @Test
  void aPasteOfAMegabyteArrivesWholeInBrackets() throws Exception {
    StringBuilder text = new StringBuilder(MEGABYTE);
    for (int line = 0; text.length() < MEGABYTE; line++) {
      text.append("line ").append(line).append(": \u00e9\u20ac\ud83d\ude00\t{[(\n");
    }
    String typed = "\033[200~" + text.toString().replace('\n', '\r') + "\033[201~";
    byte[] expected = typed.getBytes(StandardCharsets.UTF_8);
    readRaw("\\033[?2004h", expected.length, "\\033[?2004l");

    paste(text.toString());

    driver.awaitText(BOX, "(?m)^read\\s*$");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(expected);
    assertThat(output("sha256sum < /tmp/read")).startsWith(HexFormat.of().formatHex(digest));
    driver.type(BOX, "echo still the'' same");
    assertThat(driver.screen(BOX)).contains("still the same");
  }

  @Test
  void aPasteCannotEndItsOwnBrackets() throws Exception {
    String wanted = "\033[200~echo [201~; rm\ttwo\rlines\033[201~";
    readRaw("\\033[?2004h", wanted.length(), "\\033[?2004l");

    paste("echo \033[201~\u0003; rm\u009b\ttwo\r\nlines\u007f");

    driver.awaitText(BOX, "(?m)^read\\s*$");
    assertThat(output("cat -v /tmp/read | tr '\\t' T"))
        .isEqualTo("^[[200~echo [201~; rmTtwo^Mlines^[[201~");
  }

  @Test
  void theMouseIsReportedAlsoAfterAReload() throws Exception {
    String wanted = "\033[<0;5;3M\033[<0;5;3m\033[<65;5;3M";
    readRaw("\\033[?1000h\\033[?1006h", wanted.length(), "\\033[?1000l\\033[?1006l");
    page.reload();
    driver.awaitText(BOX, "now");
    BoundingBox cell = cell(5, 3);

    page.mouse().click(cell.x, cell.y);
    page.mouse().wheel(0, 120);

    driver.awaitText(BOX, "(?m)^read\\s*$");
    assertThat(output("cat -v /tmp/read")).isEqualTo("^[[<0;5;3M^[[<0;5;3m^[[<65;5;3M");
  }

  private void paste(String text) {
    page.evaluate("text => navigator.clipboard.writeText(text)", text);
    page.keyboard().press("Control+Shift+V");
  }

  /** The middle of a cell of the screen. */
  private BoundingBox cell(int column, int row) throws Exception {
    BoundingBox first = terminal().locator(".xterm-rows > div").first().boundingBox();
    BoundingBox screen = terminal().locator(".xterm-screen").boundingBox();
    BoundingBox cell = new BoundingBox();
    cell.width = screen.width / columns();
    cell.height = first.height;
    cell.x = screen.x + (column - 0.5) * cell.width;
    cell.y = screen.y + (row - 0.5) * cell.height;
    return cell;
  }

  /** Of the screen, measured by its letters. */
  private double columns() {
    return ((Number)
            page.evaluate(
                """
                () => {
                  const row = [...document.querySelectorAll('.xterm-rows > div > span')]
                    .find(span => /^[ -~]{3,}$/.test(span.textContent));
                  const letter = row.getBoundingClientRect().width / row.textContent.length;
                  return document.querySelector('.xterm-screen').clientWidth / letter;
                }
                """))
        .doubleValue();
  }

  @Test
  void theSizeFollowsTheWindowFromTheSmallestToTheLargest() throws Exception {
    for (int step = 0; step < 6; step++) {
      page.locator("#font-smaller").click();
    }
    for (int[] window : new int[][] {{6000, 3600}, {1700, 400}, {5000, 3600}}) {
      page.setViewportSize(window[0], window[1]);
      agreedSize();
    }
    assertThat(output("stty size")).isEqualTo("200 500");
    enter("clear; printf '%0500d' 7; seq 190");
    driver.awaitText(BOX, "(?s)^0{499}7.*\n190\n");
  }

  /** Rows and columns, once the machine has those of the page. */
  private String agreedSize() throws Exception {
    String[] size = {""};
    Eventually.passes(
        SOON,
        () -> {
          int rows = terminal().locator(".xterm-rows > div").count();
          size[0] = output("stty size");
          assertThat(size[0]).matches(rows + " \\d+");
        });
    return size[0];
  }

  @Test
  void anotherWindowOfOneCharacterHarmsNobody() throws Exception {
    driver.type(BOX, "clear; while sleep 0.1; do stty size; done > /tmp/sizes &");
    String before = agreedSize();
    page.evaluate(
        """
        () => new Promise(done => {
          const machine = JSON.parse(document.querySelector('#workspace-json').textContent)
            .machines[0];
          const socket = new WebSocket(
            `ws://${location.host}/ws/terminals/${machine.terminal}`, 'sidelab.terminal.v1');
          socket.onopen = () => {
            socket.send('{"type":"resize","cols":1,"rows":1}');
            setTimeout(() => { socket.close(); done(); }, 500);
          };
        })
        """);
    status().getByText("Use this window's").click();

    assertThat(output("stty size")).isEqualTo(before);
    assertThat(output("kill %1; sort -u /tmp/sizes | grep -x '1 1'")).isEqualTo("1 1");
  }

  @Test
  void manySizesInARowEndInTheLastOne() throws Exception {
    enter("clear; while :; do echo 0123456789 $((n++)); done");
    driver.awaitText(BOX, "0123456789 \\d\\d\\d");
    for (int round = 0; round < 60; round++) {
      page.setViewportSize(700 + round * 37 % 900, 500 + round * 53 % 500);
    }
    page.setViewportSize(1200, 700);
    page.keyboard().press("Control+c");
    driver.awaitPrompt(BOX);

    driver.type(BOX, "seq 100 103");
    agreedSize();
    enter("clear; printf '%s\\n' one two");
    driver.awaitText(BOX, "^one\ntwo\n");
  }
}
