package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.FaultyProxy;
import io.sidelab.testing.FaultyProxy.Fault;
import io.sidelab.testing.ServerProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check page of a network, in a good one and behind proxies with faults. */
class NetworkCheckIT {
  private static final double IDLE_CHECK = 75_000;

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Chromium chromium;
  private static URI address;

  @BeforeAll
  static void start() throws Exception {
    Path labs = Files.createDirectories(folder.resolve("labs"));
    server =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")), "--labs", labs.toString());
    address = URI.create(server.start().replace("localhost", "127.0.0.1"));
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @Test
  void aGoodNetworkTakesPartWithoutALearnerBeingMade() {
    try (BrowserContext learner = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      PageFaults faults = new PageFaults(learner);
      Page page = learner.newPage();
      page.navigate(address.toString());
      page.getByText("Does it work in my network?").click();
      learner.clearCookies();
      page.reload();
      assertThat(page.locator("#verdict")).containsText("You can take part.");
      for (String check :
          List.of("browser", "http", "cookies", "socket", "events", "ports", "clock", "storage")) {
        assertThat(item(page, check)).hasAttribute("data-level", "good");
      }
      assertThat(item(page, "idle")).hasAttribute("data-level", "busy");
      assertThat(item(page, "socket")).containsText("passes up to 64 KiB");
      assertThat(learner.cookies()).noneMatch(cookie -> cookie.name.equals("sidelab_learner"));
      Chromium.screenshot(page, "network-check");
      Accessibility.assertGood(page, "network-check");
      page.setViewportSize(390, 844);
      Chromium.screenshot(page, "network-check-phone");
      assertThat(page.locator("#verdict"))
          .hasText("You can take part.", new HasTextOptions().setTimeout(IDLE_CHECK));
      assertThat(item(page, "idle")).containsText("stays open while nothing is sent for 40 s");
      faults.assertNone();
    }
  }

  @Test
  void aProxyThatRefusesUpgradesIsNamedWithATextForItsOwner() throws Exception {
    behind(
        Fault.REFUSES_UPGRADE,
        "socket",
        text ->
            assertThat(text)
                .contains("WebSocket to ws://127.0.0.1:", "/ws/check", "not opened")
                .contains("426", "must pass the headers Upgrade and Connection for /ws/"));
  }

  @Test
  void aProxyThatCollectsEventsIsNamed() throws Exception {
    behind(
        Fault.BUFFERS_EVENTS,
        "events",
        text -> assertThat(text).contains("text/event-stream", "6 events came within"));
  }

  @Test
  void aProxyThatTakesCookiesOutIsNamed() throws Exception {
    behind(
        Fault.STRIPS_SET_COOKIE,
        "cookies",
        text -> assertThat(text).contains("Set-Cookie", "came back in 0 of 6 requests"));
  }

  @Test
  void aProxyThatCutsSilentSocketsIsNamed() throws Exception {
    behind(
        Fault.CUTS_IDLE_SOCKETS,
        "idle",
        text -> assertThat(text).contains("10 s after it fell silent", "idle timeout of 60 s"));
  }

  @Test
  void aProxyWithoutFaultsIsNotBlamed() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(address.getPort(), Fault.NONE);
        BrowserContext learner = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      Page page = learner.newPage();
      page.navigate(proxy.address() + "/check");
      assertThat(page.locator("#verdict")).containsText("You can take part.");
    }
  }

  private interface Expectation {
    void of(String text);
  }

  private static void behind(Fault fault, String check, Expectation expected) throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(address.getPort(), fault);
        BrowserContext learner = chromium.learner(1280, 800, ColorScheme.DARK)) {
      Page page = learner.newPage();
      page.navigate(proxy.address() + "/check");
      assertThat(item(page, check)).hasAttribute("data-level", "bad");
      boolean blocks = fault == Fault.REFUSES_UPGRADE || fault == Fault.STRIPS_SET_COOKIE;
      assertThat(page.locator("#verdict"))
          .containsText(blocks ? "You cannot take part yet." : "but one thing disturbs");
      assertThat(page.locator("[data-level=bad].check-item")).hasCount(1);
      String text = item(page, check).locator(".check-owner").innerText();
      assertThat(text)
          .contains("host 127.0.0.1, TCP port " + URI.create(proxy.address()).getPort())
          .containsPattern("When: +20\\d\\d-");
      expected.of(text);
      item(page, check).getByText("Copy this text").click();
      assertThat(item(page, check).locator("[role=status]")).hasText("Copied.");
      assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(text);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Chromium.SCREENSHOTS.resolve("network-check-" + check + ".png")));
      Accessibility.assertGood(page, "network-check-" + check);
    }
  }

  private static Locator item(Page page, String check) {
    return page.locator("[data-check=" + check + "]");
  }
}
