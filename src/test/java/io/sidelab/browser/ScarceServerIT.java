package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.CuttableLine;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What learners see of a server with one place, little time, and images that cannot be had. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScarceServerIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** Nothing listens there, so the answer comes at once. */
  private static final String NOWHERE = "127.0.0.1:9/nowhere:1";

  @TempDir static Path folder;

  private TestEngine engine;
  private Chromium chromium;
  private CuttableLine line;
  private ServerProcess server;
  private String address;

  @BeforeAll
  void start() throws Exception {
    engine = new TestEngine();
    chromium = new Chromium();
    Path labs = Files.createDirectories(folder.resolve("labs"));
    String box = "  box: {image: \"" + engine.busybox() + "\", network: none}\n";
    write(labs, "whole", box);
    write(labs, "spared", box + "  extra: {image: \"" + NOWHERE + "\", optional: true}\n");
    write(labs, "broken", box + "  missing: {image: \"" + NOWHERE + "\"}\n");
    line = new CuttableLine(TestEngine.settings().host().getPath());
    server =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")),
            "--labs",
            labs.toString(),
            "--engine-host",
            line.address().toString(),
            "--workspaces-limit",
            "1",
            "--workspaces-idle",
            "30s",
            "--workspaces-time",
            "4min",
            "--workspaces-extension",
            "10min",
            "--workspaces-maximum",
            "20min");
    address = server.start();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    line.close();
    chromium.close();
    engine.close();
  }

  private static void write(Path labs, String name, String machines) throws Exception {
    Path steps = Files.createDirectories(labs.resolve(name).resolve("steps"));
    Files.writeString(
        labs.resolve(name).resolve("lab.yaml"),
        "title: The %s lab\nsummary: Made by a test.\nminutes: 5\nobjectives: [Look around]\nmachines:\n%s"
            .formatted(name, machines));
    Files.writeString(steps.resolve("01-look.md"), "# Look\n\nLook around.\n");
  }

  private Page begin(BrowserContext learner, String lab) {
    Page page = learner.newPage();
    page.navigate(address);
    page.locator("[data-start=" + lab + "]").click();
    page.waitForURL("**/workspaces/**");
    return page;
  }

  private static Locator state(Page page) {
    return page.locator(".machine[aria-labelledby=machine-box] .machine-state");
  }

  private static LocatorAssertions.HasTextOptions patiently() {
    return new LocatorAssertions.HasTextOptions().setTimeout(SOON.toMillis());
  }

  private static LocatorAssertions.ContainsTextOptions inTime() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON.toMillis());
  }

  private static void end(Page page) {
    page.locator("#end-lab").click();
    page.locator("#end-dialog button[value=end]").click();
    assertThat(page.locator("#state-panel")).containsText("You ended this lab", inTime());
  }

  @Test
  void whoComesToAFullServerWaitsAndStartsWithoutPressingAnything() {
    try (BrowserContext first = chromium.learner(1280, 800, ColorScheme.LIGHT);
        BrowserContext second = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      PageFaults faults = new PageFaults(second);
      Page working = begin(first, "whole");
      assertThat(state(working)).hasText("running", patiently());
      Page waiting = begin(second, "whole");
      assertThat(waiting.locator("#state-panel")).containsText("You are next", inTime());
      Chromium.screenshot(waiting, "scarce-queue");
      Accessibility.assertGood(waiting, "queue");
      Page catalogue = second.newPage();
      catalogue.navigate(address);
      assertThat(catalogue.locator(".catalog")).containsText("All places are taken");
      Chromium.screenshot(catalogue, "scarce-full");
      catalogue.close();

      end(working);
      Chromium.screenshot(working, "scarce-ended");
      assertThat(state(waiting)).hasText("running", patiently());
      new LabPageDriver(waiting).awaitPrompt("container");
      end(waiting);
      faults.assertNone();
    } catch (Exception problem) {
      throw new AssertionError(problem);
    }
  }

  @Test
  void anIdleLabWarnsAndEndsWithItsReasonAndTimeCanBeAdded() {
    try (BrowserContext learner = chromium.learner(1280, 800, ColorScheme.DARK)) {
      PageFaults faults = new PageFaults(learner);
      Page page = begin(learner, "whole");
      assertThat(state(page)).hasText("running", patiently());
      Locator notice = page.locator(".page-notice");
      assertThat(notice).containsText("This lab ends in", inTime());
      Chromium.screenshot(page, "scarce-extend");
      notice.getByText("Extend").click();
      assertThat(page.locator(".clock-text")).containsText("14 min left", inTime());
      assertThat(notice).containsText("Nobody seems to be here", inTime());
      Chromium.screenshot(page, "scarce-idle");
      notice.getByText("I am here").click();
      assertThat(page.locator("#state-panel")).containsText("This lab has ended", inTime());
      assertThat(page.locator("#state-panel")).containsText("Nobody", inTime());
      Chromium.screenshot(page, "scarce-idle-end");
      Accessibility.assertGood(page, "ended");
      faults.assertNone();
    }
  }

  @Test
  void anEngineThatGoesAndComesBackIsToldCalmly() throws Exception {
    try (BrowserContext learner = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      PageFaults faults = new PageFaults(learner);
      Page page = learner.newPage();
      page.navigate(address);
      Locator notice = page.locator(".engine-notice");
      assertThat(notice).isHidden();
      line.cut();
      assertThat(notice).containsText("does not answer", inTime());
      assertThat(notice).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(40_000));
      Chromium.screenshot(page, "scarce-engine-away");
      Accessibility.assertGood(page, "engine away");
      page.reload();
      assertThat(notice).isVisible();
      line.mend();
      assertThat(notice).containsText("is back", inTime());
      Chromium.screenshot(page, "scarce-engine-back");
      faults.assertNone();
    }
  }

  @Test
  void anImageThatCannotBeHadIsExplainedAndALabThatCanDoWithoutItRuns() {
    try (BrowserContext learner = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      PageFaults faults = new PageFaults(learner);
      Page catalogue = learner.newPage();
      catalogue.navigate(address);
      Locator failed = catalogue.locator(".machine-card[data-state=failed]");
      assertThat(failed).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(40_000));
      assertThat(failed.first().locator(".image-state-text").innerText()).hasSizeGreaterThan(20);
      assertThat(failed.first().locator(".image-remedy").innerText()).hasSizeGreaterThan(20);
      assertThat(catalogue.locator("[data-start=broken]")).containsText("Try again");
      assertThat(catalogue.locator("[data-start=spared]")).containsText("Start");
      Chromium.screenshot(catalogue, "scarce-images");
      Accessibility.assertGood(catalogue, "catalogue with failures");

      Page broken = begin(learner, "broken");
      assertThat(broken.locator("#state-panel")).containsText("could not be started", inTime());
      assertThat(broken.locator("#state-panel")).containsText("registry does not answer");
      Chromium.screenshot(broken, "scarce-broken");

      Page spared = begin(learner, "spared");
      assertThat(state(spared)).hasText("running", patiently());
      Locator extra = spared.locator(".machine[aria-labelledby=machine-extra]");
      assertThat(extra.locator(".machine-state")).hasText("failed", patiently());
      assertThat(extra.locator(".machine-cover").innerText()).hasSizeGreaterThan(20);
      Chromium.screenshot(spared, "scarce-spared");
      end(spared);
      faults.assertNone();
    }
  }
}
