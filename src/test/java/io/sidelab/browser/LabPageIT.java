package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of a lab around its terminals: for every window, every way to work, and nobody else. */
class LabPageIT extends ContainerAndVm {
  @Test
  void layoutsAndFullScreenShowWhatTheySay() throws Exception {
    Locator container = driver.machine("container");
    Locator vm = driver.machine("vm");
    page.locator("[data-layout=rows]").click();
    assertThat(vm.boundingBox().y).isGreaterThan(container.boundingBox().y + 100);
    page.locator("[data-layout=one]").click();
    assertThat(container).isVisible();
    assertThat(vm).isHidden();
    page.locator("#machine-choice [data-machine=vm]").click();
    assertThat(vm).isVisible();
    assertThat(container).isHidden();
    page.locator("[data-layout=columns]").click();
    assertThat(vm.boundingBox().x).isGreaterThan(container.boundingBox().x + 100);

    container.locator("[aria-label='Fill the window']").click();
    assertThat(container.boundingBox().width).isEqualTo(1440);
    assertThat(container.boundingBox().height).isEqualTo(900);
    driver.type("container", "stty size");
    Chromium.screenshot(page, "session-full-screen");
    container.locator("[aria-label='Back to normal size']").click();
    assertThat(container.boundingBox().width).isLessThan(800);
  }

  @Test
  void aChosenThemeIsKept() throws Exception {
    Locator html = page.locator("html");
    assertThat(html).hasAttribute("data-theme", "light");
    page.locator("#theme-switch").click();
    assertThat(html).hasAttribute("data-theme", "dark");
    page.reload();
    assertThat(html).hasAttribute("data-theme", "dark");
    driver.awaitPrompt("container");
    page.locator("#theme-switch").click();
    assertThat(html).hasAttribute("data-theme", "light");
    page.evaluate("localStorage.clear()");
  }

  @Test
  void answersAreJudgedAndExplained() {
    driver.openStep(1);
    Locator question = driver.step(1).locator("form.question").first();
    question.locator("button[type=submit]").click();
    assertThat(question.locator(".outcome")).containsText("Choose an answer first");
    question.locator("input").nth(0).check();
    question.locator("button[type=submit]").click();
    assertThat(question.locator(".outcome")).containsText("Not right.");
    question.locator("input").nth(1).check();
    question.locator("button[type=submit]").click();
    assertThat(question.locator(".outcome")).containsText("Right.");
    Chromium.screenshot(page, "session-answered");
  }

  @Test
  void theKeyboardAloneReachesEverything() {
    assertThat(KeyboardWalk.forwards(page))
        .contains("theme-switch", "end-lab", "steps-divider", "font-smaller", "screen-reader")
        .anyMatch(stop -> stop.startsWith("tab-"))
        .contains("Fill the window", "Open another terminal", "Evidence", "Host view");
    assertThat(KeyboardWalk.forwards(page).stream().filter("terminal"::equals)).hasSize(2);
  }

  @Test
  void everyPageFitsEveryWindow() {
    String workspace = "/workspaces/" + driver.workspaceId();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page visitor = learner.newPage();
      visitor.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int[] size : new int[][] {{1280, 800}, {1920, 1080}, {820, 1180}, {390, 844}}) {
        visitor.setViewportSize(size[0], size[1]);
        for (String path : List.of("/", "/labs/one-kernel", "/nothing", workspace + "#step-2")) {
          visitor.navigate(address + path);
          if (path.startsWith("/w")) {
            assertThat(visitor.locator(".xterm-rows:visible").first()).containsText("#");
          }
          String name = path.replaceAll("\\W+", "-").replaceAll("-[\\w-]{20,}", "");
          Chromium.screenshot(visitor, "page" + name + "-" + size[0] + "-" + scheme);
          if (path.startsWith("/w") && size[0] < 800) {
            visitor.evaluate("() => document.querySelector('#machines').scrollIntoView()");
            Chromium.screenshot(visitor, "page" + name + "-machines-" + scheme);
          }
          Object overlap =
              visitor.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
          assertThat((int) overlap).as("%s at %s", path, size[0]).isLessThanOrEqualTo(0);
        }
      }
      visitor.close();
    }
    faults.forget("404");
  }

  @Test
  void everyPageIsAccessible() throws Exception {
    driver.openStep(2);
    Accessibility.assertGood(page, "workspace");
    try (BrowserContext other = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      PageFaults otherFaults = new PageFaults(other);
      Page visitor = other.newPage();
      for (String path : List.of("/", "/labs/one-kernel")) {
        visitor.navigate(address + path);
        Accessibility.assertGood(visitor, path);
      }
      otherFaults.assertNone();
    }
  }

  @Test
  void anotherLearnerFindsNothing() throws Exception {
    String workspace = "/workspaces/" + driver.workspaceId();
    String terminal =
        page.evaluate(
                "() => JSON.parse(document.querySelector('#workspace-json').textContent)"
                    + ".machines[0].terminal")
            .toString();
    try (BrowserContext other = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      Page stranger = other.newPage();
      assertThat(stranger.navigate(address + workspace).status()).isEqualTo(404);
      assertThat(stranger.locator("main")).containsText("404");
      Chromium.screenshot(stranger, "session-not-found");
      assertThat(other.request().get(address + "/api" + workspace).status()).isEqualTo(404);
      assertThat(other.request().get(address + "/api" + workspace + "/evidence").status())
          .isEqualTo(404);
      assertThat(SocketAttempt.status(address, "/ws/terminals/" + terminal, other)).isEqualTo(404);
      assertThat(SocketAttempt.status(address, "/ws/terminals/" + terminal, learner))
          .isEqualTo(101);
    }
  }
}
