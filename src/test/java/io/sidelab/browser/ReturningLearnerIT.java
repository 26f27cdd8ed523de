package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.sidelab.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is on the screen after a drop, a reload, a restart, and beside a second window. */
class ReturningLearnerIT extends OneBox {
  private final List<String> hellos = new CopyOnWriteArrayList<>();

  @Override
  void listen(Page heard) {
    hellos.clear();
    heard.onWebSocket(
        socket ->
            socket.onFrameReceived(
                frame -> {
                  String text = frame.text();
                  if (text != null && text.startsWith("{\"type\":\"hello\"")) {
                    hellos.add(text);
                  }
                }));
  }

  @Test
  void aDropGoesOnWhereTheScreenWasLeft() throws Exception {
    hellos.clear();
    driver.type(
        BOX, "for i in 1 2 3; do printf \"line $i\\n\"; done; (sleep 2; echo mean''while) &");
    learner.setOffline(true);
    assertThat(status()).containsText("Connection lost");
    learner.setOffline(false);
    driver.awaitText(BOX, "meanwhile");

    assertThat(hellos).singleElement().asString().contains("\"resumed\":true");
    assertThat(driver.screen(BOX)).containsPattern("(?m)^line 1\\s+^line 2\\s+^line 3");
    assertThat(driver.screen(BOX)).doesNotContainPattern("(?s)meanwhile.*meanwhile");
    assertThat(status()).containsText("Reconnected");
    faults.forgetTheLine();
  }

  @Test
  void aFullScreenProgramIsWholeAfterAReloadThoughItsBeginningIsGone() throws Exception {
    // Saves and restores the cursor until the picture has left the scrollback, then says so.
    driver.type(
        BOX,
        "seq 500 > /tmp/lines; echo 'sleep 1; yes \"$(printf \"\\0337\\0338\")\" | tr -d \"\\n\""
            + " | head -c 700000; printf \"\\0337\\033[1;60HDROW%s\\0338\" NED' > /tmp/drown");
    page.keyboard().type("sh /tmp/drown & less /tmp/lines\n");
    driver.awaitText(BOX, "DROWNED");
    hellos.clear();

    page.reload();

    driver.awaitText(BOX, "(?m)^2 *\n+3 *\n+4 *\n");
    assertThat(hellos).singleElement().asString().contains("\"skipped\":true");
    Eventually.passes(SOON, () -> assertThat(driver.screen(BOX)).doesNotContain("DROWNED"));
    driver.machine(BOX).locator(".xterm:visible").click();
  }

  @Test
  void keysThatWereOnTheirWayWhenTheLineBrokeArriveOnce() throws Exception {
    driver.machine(BOX).locator(".xterm:visible").click();
    server.pause();
    try {
      page.keyboard().type("echo on''ce $((40 + 2))\n");
      learner.setOffline(true);
      assertThat(status()).containsText("Connection lost");
    } finally {
      server.goOn();
    }
    learner.setOffline(false);

    driver.awaitText(BOX, "(?m)^once 42 *$");
    driver.type(BOX, "true");
    assertThat(driver.screen(BOX).split("once 42", -1)).hasSize(2);
    faults.forgetTheLine();
  }

  @Test
  void aKilledServerComesBackWithTheSameScreenInTheSameSize() throws Exception {
    driver.type(BOX, "kept=blue; printf '\\033[32m%s\\033[0m\\n' green; stty size");
    String before = driver.screen(BOX);
    hellos.clear();

    server.kill();
    server.start();

    page.waitForCondition(() -> !hellos.isEmpty());
    Eventually.passes(SOON, () -> assertThat(driver.screen(BOX)).isEqualTo(before));
    assertThat(hellos.get(0)).contains("\"sized\":false");
    driver.type(BOX, "clear; echo $kept; stty size");
    assertThat(driver.screen(BOX)).contains("blue");
    faults.forgetTheLine();
  }

  @Test
  void aFurtherShellThatAKilledServerTookAlongIsGoneAndMissed() throws Exception {
    driver.openAnother(BOX);
    driver.type(BOX, "echo $$ > /tmp/further; sleep 4321 &");

    server.kill();
    server.start();

    assertThat(status()).containsText("Shell 2 has ended");
    status().getByText("Dismiss").click();
    Eventually.passes(
        SOON,
        () -> {
          driver.type(BOX, "clear; kill -0 $(cat /tmp/further) 2> /dev/null || echo go''ne");
          assertThat(driver.screen(BOX)).contains("gone");
        });
    faults.forgetTheLine();
  }

  @Test
  void theWindowThatIsUsedSetsTheSizeAndTheOtherOneSaysSo() throws Exception {
    try (Page second = learner.newPage()) {
      second.setViewportSize(1000, 600);
      second.navigate(page.url());
      LabPageDriver there = new LabPageDriver(second);
      there.awaitPrompt(BOX);
      there.type(BOX, "clear; stty size");
      String small = there.screen(BOX);
      assertThat(status()).containsText("Another window has set this terminal's size");
      Chromium.screenshot(page, "returning-size-taken");

      status().locator("button").click();

      assertThat(status()).isHidden();
      driver.type(BOX, "clear; stty size");
      assertThat(driver.screen(BOX)).isNotEqualTo(small);
      assertThat(there.machine(BOX).locator(".terminal-status")).containsText("Another window");
    }
    assertThat(status()).isHidden();
  }
}
