package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner works in a recorded lab, ends it, and watches what happened. */
class RecordingPageIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String BOX = "container";

  @TempDir static Path folder;

  private static void writeLab(String image) throws Exception {
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("box"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        "title: A recorded box\nsummary: Made by a test.\nminutes: 5\nrecord: true\n"
            + "objectives: [Look around]\nmachines:\n  box: {image: \"%s\", network: none}\n"
                .formatted(image));
    Files.writeString(
        lab.resolve("steps").resolve("01-mark.md"),
        """
        # Leave a mark

        Make a file.

        ```check machine=box
        [ -e /tmp/mark ]
        ```

        ```hint
        Make the file /tmp/mark.
        ```

        ```solution
        touch /tmp/mark
        ```
        """);
  }

  private static String text(Locator screen) {
    return screen.locator(".xterm-rows").innerText().replace('\u00a0', ' ');
  }

  @Test
  void aRecordedLabSaysSoAndIsWatchedAgainWithItsBookmarks() throws Exception {
    try (TestEngine engine = new TestEngine();
        Chromium chromium = new Chromium()) {
      writeLab(engine.busybox());
      Path data = Files.createDirectories(folder.resolve("data"));
      String labs = folder.resolve("labs").toString();
      try (ServerProcess server = new ServerProcess(data, "--labs", labs);
          BrowserContext learner = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
        PageFaults faults = new PageFaults(learner);
        Page page = learner.newPage();
        page.navigate(server.start());
        assertThat(page.locator(".recorded-note")).containsText("kept for 7 days");
        Chromium.screenshot(page, "recording-told");
        work(page);
        watch(page);
        faults.assertNone();
      }
    }
  }

  private static void work(Page page) throws Exception {
    LabPageDriver driver = new LabPageDriver(page);
    page.locator("[data-start=box]").click();
    page.waitForURL("**/workspaces/**");
    assertThat(page.locator(".topbar .recorded")).hasText("Recorded");
    driver.awaitPrompt(BOX);
    driver.type(BOX, "echo first-$((40 + 2))");
    // Takes all 13 bytes of both answers, which would else land in what is typed next.
    page.keyboard()
        .type(
            "stty raw -echo; printf '\\033]52;c;c3RvbGVu\\007\\033[H\\033[6n\\033[c';"
                + " head -c 13 >/dev/null; stty sane; clear; echo first-$((40 + 2)) an''swered\n");
    driver.awaitText(BOX, "answered");
    driver.type(BOX, "touch /tmp/mark");
    assertThat(driver.check(1)).hasAttribute("data-kind", "good");
    driver.type(BOX, "echo last-$((40 + 3))");
    Chromium.screenshot(page, "recording-running");
    page.locator("#end-lab").click();
    page.locator("#end-dialog button[value=end]").click();
    assertThat(page.locator("#state-panel"))
        .containsText(
            "You ended this lab", new LocatorAssertions.ContainsTextOptions().setTimeout(40_000));
  }

  private static void watch(Page page) throws Exception {
    page.getByText("Watch the recordings").click();
    Locator screen = page.locator(".player-screen");
    Locator marks = page.locator(".player-marks .mark");
    assertThat(marks).hasCount(1);
    assertThat(marks).containsText("Leave a mark");
    assertThat(page.locator("#time")).containsText("0:00 /");

    marks.click();
    Eventually.passes(SOON, () -> assertThat(text(screen)).contains("first-42"));
    assertThat(text(screen)).doesNotContain("last-43");
    page.locator("h1").click();
    page.keyboard().press("ArrowLeft");
    Eventually.passes(SOON, () -> assertThat(text(screen)).doesNotContain("first-42"));
    page.keyboard().press("Space");
    assertThat(page.locator("#play")).hasAttribute("aria-label", "Pause");
    page.locator("#speed").selectOption("4");
    assertThat(page.locator("#play"))
        .hasAttribute(
            "aria-label", "Play", new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    Eventually.passes(SOON, () -> assertThat(text(screen)).contains("last-43"));
    Chromium.screenshot(page, "recording-player");
    Accessibility.assertGood(page, "recording");

    Download download = page.waitForDownload(() -> page.locator("#download").click());
    assertThat(download.suggestedFilename()).isEqualTo("box-1.cast");
    assertThat(Files.readString(download.path())).startsWith("{\"version\":2").contains("first-42");
    page.locator("#theme-switch").click();
    Chromium.screenshot(page, "recording-player-dark");
    page.getByText("All recordings").click();
    assertThat(page.locator("main")).containsText("A recorded box");
    Chromium.screenshot(page, "recording-list");
    Accessibility.assertGood(page, "recordings");
  }
}
