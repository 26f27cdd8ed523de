package io.sidelab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import org.junit.jupiter.api.Test;

/** What a reload of the page finds, and what it must not do again. */
class TerminalReloadIT extends OneBox {
  /** Questions that terminals answer: what they are, modes, colours, settings, sizes. */
  private static final String QUESTIONS =
      "\\033[c\\033[>c\\033[5n\\033[>q\\033[?1\\$p\\033[4\\$p\\033[14t\\033[18t\\033[21t"
          + "\\033]4;1;?\\007\\033]10;?\\007\\033]11;?\\007\\033]12;?\\007\\033]52;c;?\\007"
          + "\\033P\\$qm\\033\\134\\033P\\$qr\\033\\134";

  /** Letters, colours and cursor; spacing is measured anew, to a hundredth of a pixel or so. */
  private static final String PICTURE =
      """
      () => [...document.querySelectorAll('.xterm-rows > div')].map(row =>
        [...row.querySelectorAll('span')].map(span => {
          const style = span.style.cssText.replace(/letter-spacing: [^;]*;/, '').trim();
          return `${span.className}|${style}|${span.textContent}`;
        }).join(' ')).join('\\n')
      """;

  @Test
  void anEditorIsAsItWas() throws Exception {
    driver.type(BOX, "seq -f 'line %g' 300 > /tmp/lines; clear; echo before");
    page.keyboard().type("vim.tiny /tmp/lines\n");
    driver.awaitText(BOX, "line 20");
    page.keyboard().type("42GA here\033");
    page.keyboard().press("Escape");
    page.keyboard().type("ddu");

    staysAsItIs("line 42 here");

    page.keyboard().type("A and there");
    driver.awaitText(BOX, "line 42 here and there");
    page.keyboard().press("Escape");
    page.keyboard().type(":q!\n");
    driver.awaitPrompt(BOX);
    assertThat(driver.screen(BOX)).containsPattern("(?m)before *$").doesNotContain("line 42");
  }

  @Test
  void aPagerIsAsItWasWithItsColours() throws Exception {
    driver.type(
        BOX,
        "for n in {1..300}; do printf \"\\\\033[3$((n % 8))mline $n\\\\033[0m\\\\n\"; done"
            + " > /tmp/lines; clear; echo before");
    page.keyboard().type("less -R /tmp/lines\n");
    driver.awaitText(BOX, "line 20");
    page.keyboard().type("150g");

    staysAsItIs("(?s)line 150 *\n.*:$");

    page.keyboard().type("q");
    driver.awaitPrompt(BOX);
    assertThat(driver.screen(BOX)).containsPattern("(?m)before *$").doesNotContain("line 150");
  }

  private void staysAsItIs(String text) throws Exception {
    driver.awaitText(BOX, text);
    Object before = settledPicture();
    assertThat(before.toString()).contains("xterm-cursor");
    page.reload();
    driver.awaitText(BOX, text);
    terminal().locator("textarea").focus();
    Eventually.passes(SOON, () -> assertThat(page.evaluate(PICTURE)).isEqualTo(before));
  }

  /** When the program has drawn all that it wanted to. */
  private Object settledPicture() throws Exception {
    Object[] last = {null};
    Eventually.until(
        "the picture stays",
        SOON,
        () -> {
          Object now = page.evaluate(PICTURE);
          page.waitForTimeout(200);
          boolean same = now.equals(last[0]);
          last[0] = now;
          return same;
        });
    return last[0];
  }

  @Test
  void aProgramThatDrawsAllTheTimeGoesOn() throws Exception {
    driver.type(BOX, "clear; echo before");
    page.keyboard().type("htop -d 5\n");
    driver.awaitText(BOX, "F10Quit");

    page.reload();

    driver.awaitText(BOX, "F10Quit");
    assertThat(driver.screen(BOX)).contains("PID", "htop -d 5").doesNotContain("before");
    terminal().locator("textarea").focus();
    page.keyboard().type("q");
    driver.awaitPrompt(BOX);
    assertThat(driver.screen(BOX)).containsPattern("(?m)before *$").doesNotContain("F10Quit");
  }

  @Test
  void coloursAndTheCursorsShapeLastThoughTheirBeginningIsGone() throws Exception {
    driver.type(BOX, "PS1='# '; printf '\\033[4 q\\033[4;32m'; seq -f %040.0f 20000");

    page.reload();

    driver.awaitText(BOX, "0020000\n");
    terminal().locator("textarea").focus();
    assertThat(terminal().locator(".xterm-rows .xterm-cursor-underline").count()).isOne();
    assertThat(terminal().locator(".xterm-rows .xterm-fg-2.xterm-underline-1").count())
        .isGreaterThan(10);
  }

  @Test
  void questionsAndTheMouseOfThePastTypeNothing() throws Exception {
    assertThat(answers("printf \"" + QUESTIONS + "\""))
        .contains("^[[?1;2c", "^[[0n", "^[]11;rgb:", "^[P1$r0m", "^[[?1;2$y");
    enter("printf '\\033[?1003h\\033[?1006h\\033[?1004h'; seq -f %060.0f 6000; printf '\\033c'");
    assertThat(answers("printf '\\033[?1003$p'")).as("the mouse, now").contains("[?1003;2$y");
    readRaw("", 5, "");

    page.reload();

    for (int step = 0; step < 100; step++) {
      page.mouse().move(700 + step, 300 + step % 7);
      page.mouse().wheel(0, step % 3);
    }
    driver.awaitText(BOX, "(?m)^now *$");
    terminal().locator("textarea").focus();
    page.keyboard().type("hello");
    driver.awaitText(BOX, "(?m)^read *$");
    assertThat(output("cat -v /tmp/read")).isEqualTo("hello");
  }
}
