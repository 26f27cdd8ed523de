package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.sidelab.testing.Eventually;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a learner does in the terminals of a container and a VM, and what they outlive. */
class LearnerTerminalsIT extends ContainerAndVm {
  @Test
  void moreTerminalsOpenAndClosingOneEndsItsShell() throws Exception {
    for (String kind : BOTH) {
      Locator tabs = driver.machine(kind).locator("[role=tab]");
      driver.openAnother(kind);
      driver.type(kind, "echo $$ > /root/second; echo here $((6 * 7))");
      assertThat(driver.screen(kind)).contains("here 42");
      tabs.nth(0).click();
      assertThat(tabs.nth(0)).hasAttribute("aria-selected", "true");
      assertThat(driver.screen(kind)).doesNotContain("here 42");
      driver.type(kind, "kill -0 $(cat /root/second) && echo li''ves");
      assertThat(driver.screen(kind)).contains("lives");

      tabs.nth(1).focus();
      page.keyboard().press("Enter");
      tabs.nth(1).press("Delete");
      assertThat(tabs).hasCount(1);
      Eventually.passes(
          SOON,
          () -> {
            driver.type(kind, "clear; kill -0 $(cat /root/second) 2> /dev/null || echo go''ne");
            assertThat(driver.screen(kind)).contains("gone");
          });
    }
  }

  @Test
  void theSizeOfTheWindowReachesTheContainerAndTheVm() throws Exception {
    for (int[] window : new int[][] {{1440, 900}, {1800, 1000}, {1200, 700}}) {
      page.setViewportSize(window[0], window[1]);
      for (String kind : BOTH) {
        Eventually.passes(
            SOON,
            () -> {
              driver.type(kind, "clear; stty size");
              int rows = driver.machine(kind).locator(".xterm-rows:visible > div").count();
              assertThat(driver.screen(kind)).containsPattern("(?m)^" + rows + " \\d+ *$");
            });
      }
      String shape = window[0] + "x" + window[1];
      assertThat(columns("container")).as(shape).isEqualTo(columns("vm"));
    }
  }

  private int columns(String kind) {
    var size = Pattern.compile("(?m)^\\d+ (\\d+) *$").matcher(driver.screen(kind));
    assertThat(size.find()).isTrue();
    return Integer.parseInt(size.group(1));
  }

  @Test
  void aReloadFindsTheSameShellsAndTheSameScreens() throws Exception {
    for (String kind : BOTH) {
      driver.type(kind, "kept=blue-" + kind + "; printf '\\033[31m%s\\033[0m\\n' red");
    }
    List<String> before = BOTH.stream().map(driver::screen).toList();
    page.reload();
    for (int at = 0; at < BOTH.size(); at++) {
      String kind = BOTH.get(at);
      String screen = before.get(at);
      driver.awaitPrompt(kind);
      Eventually.passes(SOON, () -> assertThat(driver.screen(kind)).isEqualTo(screen));
      driver.type(kind, "echo $kept");
      assertThat(driver.screen(kind)).contains("blue-" + kind);
    }
  }

  @Test
  void whatIsTypedWhileTheLineIsDownArrivesOnceAndInOrder() throws Exception {
    Locator container = driver.machine("container");
    container.locator(".xterm:visible").click();
    learner.setOffline(true);
    assertThat(container.locator(".terminal-status")).containsText("Connection lost");
    page.keyboard().type("echo off''line $((40 + 2))\n");
    Chromium.screenshot(page, "session-offline");
    learner.setOffline(false);
    driver.awaitText("container", "(?m)^offline 42 *$");
    driver.type("container", "true");
    assertThat(driver.screen("container").split("offline 42", -1)).hasSize(2);
    faults.forgetTheLine();
  }

  @Test
  void whatIsTypedWhileTheServerStandsStillArrivesOnceAndInOrder() throws Exception {
    driver.machine("vm").locator(".xterm:visible").click();
    server.pause();
    try {
      page.keyboard().type("echo stopped $((40 + 2))\n");
    } finally {
      server.goOn();
    }
    driver.awaitText("vm", "(?m)^stopped 42 *$");
    driver.type("vm", "true");
    assertThat(driver.screen("vm").split("(?m)^stopped 42", -1)).hasSize(2);
    faults.forgetTheLine();
  }

  @Test
  void theUsualKeysCopyAndPaste() throws Exception {
    driver.type("container", "echo copy-$((40 + 2))-me");
    Locator line = driver.machine("container").locator(".xterm-rows:visible > div", onlyOutput());
    BoundingBox place = line.first().boundingBox();
    page.mouse().dblclick(place.x + 12, place.y + place.height / 2);
    page.keyboard().press("Control+Shift+C");
    Eventually.until(
        "it is on the clipboard",
        SOON,
        () -> page.evaluate("navigator.clipboard.readText()").equals("copy-42-me"));

    driver.machine("vm").locator(".xterm:visible").click();
    page.keyboard().type("echo pasted-");
    page.keyboard().press("Control+Shift+V");
    page.keyboard().press("Enter");
    driver.awaitText("vm", "(?m)^pasted-copy-42-me *$");
  }

  private static Locator.LocatorOptions onlyOutput() {
    return new Locator.LocatorOptions().setHasText(Pattern.compile("^copy-42-me"));
  }

  @Test
  void aClickTypesACommandIntoTheMachineItNames() throws Exception {
    driver.openStep(2);
    Locator blocks = driver.step(2).locator(".code-block[data-kind=run]");
    String host = engine.engine().info().kernel();
    blocks.nth(0).locator("button.run").click();
    driver.awaitText("container", "(?m)^" + Pattern.quote(host) + " *$");
    assertThat(driver.screen("vm")).doesNotContain("uname");
    blocks.nth(1).locator("button.run").click();
    driver.awaitText("vm", "uname -r\\s+\\d+\\.\\d+");
    driver.openStep(1);
  }

  @Test
  void exitIsExplainedAndStartingAgainKeepsTheFiles() throws Exception {
    Locator container = driver.machine("container");
    driver.type("container", "echo precious > /root/kept");
    page.keyboard().type("exit\n");
    assertThat(container.locator(".machine-state")).hasText("exited", patiently());
    assertThat(container.locator(".machine-cover")).containsText("exit");
    Chromium.screenshot(page, "session-exited");
    container.getByText("Start it again").click();
    assertThat(container.locator(".machine-state")).hasText("running", patiently());
    driver.awaitPrompt("container");
    driver.type("container", "clear; cat /root/kept");
    assertThat(driver.screen("container")).contains("precious");
  }

  private static LocatorAssertions.HasTextOptions patiently() {
    return new LocatorAssertions.HasTextOptions().setTimeout(SOON.toMillis());
  }
}
