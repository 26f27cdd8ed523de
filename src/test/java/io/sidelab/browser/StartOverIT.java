package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.Eventually;
import org.junit.jupiter.api.Test;

/** A learner who has broken a machine begins with it anew. */
class StartOverIT extends OneBox {
  @Test
  void aBrokenMachineStartsOverInTheSameTerminal() throws Exception {
    driver.type(BOX, "touch /root/mine");
    Locator dialog = page.locator("dialog.reset");
    Locator startOver = box().locator(".machine-head button[aria-label^='Start over']");

    startOver.click();
    assertThat(dialog).containsText("Everything in it is lost");
    Accessibility.assertGood(page, "start over");
    Chromium.screenshot(page, "start-over");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(page, "start-over-dark");
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
    assertThat(startOver).isFocused();
    driver.type(BOX, "ls /root/mine && echo st''ill");
    driver.awaitText(BOX, "(?m)^still *$");

    enter("shell=old; rm -rf /bin /usr/bin /lib /usr/lib; echo bro''ken");
    driver.awaitText(BOX, "(?m)^broken *$");
    startOver.click();
    dialog.locator(".danger").click();

    assertThat(dialog).hasCount(0);
    // The old shell answers until it ends: only the new one does not know the variable.
    Eventually.until("a new shell answers", SOON, this::newShell);
    enter("clear; ls /root/mine; /bin/true && echo who''le");
    driver.awaitText(BOX, "(?m)^whole *$");
    driver.awaitText(BOX, "mine.*No such file");
  }

  private boolean newShell() throws Exception {
    driver.awaitPrompt(BOX);
    enter("echo \"of:$shell:shell\"");
    return driver.screen(BOX).contains("of::shell");
  }
}
