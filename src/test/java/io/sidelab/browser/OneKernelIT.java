package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.content.Lab;
import io.sidelab.content.LabReader;
import io.sidelab.content.Step;
import io.sidelab.engine.MachineKind;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.Solutions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The first lab through a real browser, a real server process, a real engine and a real VM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneKernelIT {
  /** Building the VM images from nothing takes minutes on a slow host. */
  private static final double IMAGES = 20 * 60_000;

  /** Values that look as those that learners carry over by hand, and are none. */
  private static final Map<String, String> MADE_UP =
      Map.of("CONTAINER_BOOT_ID", "0f5d1c62-7be4-4a39-9c1e-5b2a8d3f6e70", "HOST_PIDS", "4194303");

  /** As the lab has it typed into the VM. */
  private static final String CRASH = "echo c > /proc/sysrq-trigger";

  @TempDir static Path data;

  private TestEngine engine;
  private Chromium chromium;
  private ServerProcess server;
  private Lab lab;

  @BeforeAll
  void start() throws Exception {
    engine = new TestEngine();
    chromium = new Chromium();
    server = new ServerProcess(data);
    lab = new LabReader().read(Path.of("labs")).find("one-kernel").orElseThrow();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    chromium.close();
    engine.close();
  }

  @Test
  void aLearnerWorksThroughTheWholeLabWhileTheServerIsKilledInTheMiddle() throws Exception {
    String address = server.start();
    try (BrowserContext learner = chromium.learner(1920, 1080, ColorScheme.LIGHT)) {
      Page page = learner.newPage();
      LabPageDriver driver = begin(page, address);

      driver.awaitPrompt("container");
      driver.awaitText("vm", "Linux version|systemd|\\[ *[0-9.]+\\]");
      Chromium.screenshot(page, "one-kernel-booting");
      driver.awaitPrompt("vm");
      Chromium.screenshot(page, "one-kernel-ready");

      showsWhoseKernelItIs(driver);
      List<Step> tasks = lab.steps().stream().filter(step -> step.check().isPresent()).toList();
      List<Step> firstHalf = tasks.subList(0, tasks.size() / 2);
      for (Step step : firstHalf) {
        solve(driver, step);
      }

      driver.type("container", "sleep 777 &");
      server.kill();
      server.start();
      goesOnWithoutPressingAnything(driver);

      for (Step step : tasks.subList(tasks.size() / 2, tasks.size())) {
        solve(driver, step);
      }
      assertThat(page.locator(".progress-text")).hasText("All tasks done");
      showsEvidence(page, driver);
      looksRightInTheDark(learner, page.url());
      ends(page, driver);
    }
    assertThat(server.stop()).as("ended by the signal, after its own shutdown").isEqualTo(128 + 15);
    assertThat(server.log()).contains("Stopped");
  }

  private LabPageDriver begin(Page page, String address) {
    page.navigate(address);
    assertThat(page.getByText("One kernel").first()).isVisible();
    Chromium.screenshot(page, "catalogue");
    Locator start = page.locator("[data-start=one-kernel]");
    assertThat(start).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(IMAGES));
    start.click();
    page.waitForURL("**/workspaces/**");
    LabPageDriver driver = new LabPageDriver(page);
    assertThat(driver.machine("container").locator(".machine-state"))
        .hasText("running", new LocatorAssertions.HasTextOptions().setTimeout(IMAGES));
    return driver;
  }

  private void showsWhoseKernelItIs(LabPageDriver driver) throws Exception {
    String host = engine.engine().info().kernel();
    driver.type("container", "clear; uname -r");
    assertThat(driver.screen("container")).contains(host);
    driver.type("vm", "clear; uname -r");
    assertThat(driver.screen("vm")).doesNotContain(host).containsPattern("\\d+\\.\\d+\\.\\d+");
  }

  private void solve(LabPageDriver driver, Step step) throws Exception {
    Check check = step.check().orElseThrow();
    driver.openStep(step.number());
    Locator before = driver.check(step.number());
    assertThat(before).hasAttribute("data-kind", "bad");
    assertThat(before.innerText()).as("hint of step %s", step.number()).hasSizeGreaterThan(20);

    String kind = kindOf(check.solutionMachine());
    for (String line : check.solution().lines().toList()) {
      if (line.equals(CRASH)) {
        crash(driver, kind);
      } else {
        driver.type(kind, filledIn(driver, check, line));
      }
    }
    verdict(driver, step, "good");
    List<Fact> carriedByHand =
        check.facts().stream().filter(fact -> fact.isNamedIn(check.solution())).toList();
    for (Fact fact : carriedByHand) {
      String carried = check.solution().lines().filter(fact::isNamedIn).findFirst().orElseThrow();
      driver.type(kind, fact.fillIn(carried, MADE_UP.get(fact.name())));
      assertThat(verdict(driver, step, "bad").innerText())
          .contains(MADE_UP.get(fact.name()).substring(0, 7));
      driver.type(kind, filledIn(driver, check, carried));
      verdict(driver, step, "good");
    }
  }

  private static void crash(LabPageDriver driver, String kind) throws Exception {
    driver.enter(kind, CRASH);
    driver.awaitText(kind, "kernel panicked");
    driver.startAgain(kind);
    driver.type("container", "clear; pgrep -a sleep");
    assertThat(driver.screen("container")).contains("sleep 4242").contains("sleep 777");
  }

  private Locator verdict(LabPageDriver driver, Step step, String kind) {
    Locator verdict = driver.check(step.number());
    assertThat(verdict.getAttribute("data-kind"))
        .as("step %s: %s", step.number(), verdict.innerText())
        .isEqualTo(kind);
    return verdict;
  }

  private String filledIn(LabPageDriver driver, Check check, String line) throws Exception {
    return new Solutions(engine.engine().machines()).line(lab, driver.workspaceId(), check, line);
  }

  private String kindOf(String machine) {
    return switch (lab.machine(machine).orElseThrow().kind()) {
      case CONTAINER -> MachineKind.CONTAINER.name().toLowerCase(java.util.Locale.ROOT);
      case VM -> MachineKind.VM.name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  /** Nothing is clicked: the page finds the new server, and the shell is the one from before. */
  private void goesOnWithoutPressingAnything(LabPageDriver driver) throws Exception {
    Eventually.passes(
        Duration.ofSeconds(90),
        () -> {
          driver.type("container", "clear; pgrep -a sleep");
          assertThat(driver.screen("container")).contains("sleep 777");
        });
    driver.type("vm", "clear; echo still $((40 + 2))");
    assertThat(driver.screen("vm")).contains("still 42");
  }

  private void showsEvidence(Page page, LabPageDriver driver) throws Exception {
    driver.type("container", "clear; pgrep -a sleep");
    Matcher inside = Pattern.compile("(?m)^(\\d+) sleep 777").matcher(driver.screen("container"));
    assertThat(inside.find()).isTrue();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Evidence")).click();
    Locator panel = page.locator("#evidence-panel");
    assertThat(panel.getByText("Boot ID"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    // One of them for each machine and figure, from the second measurement on.
    assertThat(panel.locator(".load-chart")).hasCount(4);
    assertThat(panel.getByText(Pattern.compile("^firmware .* s, kernel .* s, init .* s$")))
        .isVisible();
    Chromium.screenshot(page, "one-kernel-evidence");
    panel.locator(".load-chart").last().scrollIntoViewIfNeeded();
    Chromium.screenshot(page, "one-kernel-charts");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Host view")).click();
    assertThat(page.locator("#host-panel").getByText("sleep 4242").first()).isVisible();
    assertThat(page.locator("#host-panel").getByText("qemu-system").first()).isVisible();
    Locator seen =
        page.locator("#host-panel tr").filter(new Locator.FilterOptions().setHasText("sleep 777"));
    assertThat(seen.locator("td").nth(1)).hasText(inside.group(1));
    Chromium.screenshot(page, "one-kernel-host-view");
  }

  private static void looksRightInTheDark(BrowserContext learner, String url) throws Exception {
    Page dark = learner.newPage();
    dark.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    dark.setViewportSize(1280, 800);
    dark.navigate(url);
    new LabPageDriver(dark).awaitPrompt("container");
    Chromium.screenshot(dark, "one-kernel-dark");
    dark.close();
  }

  private void ends(Page page, LabPageDriver driver) throws Exception {
    String workspace = driver.workspaceId();
    page.locator("#end-lab").click();
    page.locator("#end-dialog button[value=end]").click();
    assertThat(page.locator("#state-panel"))
        .containsText(
            "You ended this lab", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    Map<String, String> label = Map.of("io.sidelab.workspace", workspace);
    Eventually.passes(
        Duration.ofSeconds(30),
        () -> {
          assertThat(engine.engine().machines().list(label)).isEmpty();
          assertThat(engine.engine().networks().list(label)).isEmpty();
        });
    assertThat(Files.exists(data.resolve("sidelab.db"))).isTrue();
  }
}
