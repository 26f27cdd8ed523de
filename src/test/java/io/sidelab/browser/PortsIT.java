package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** Ports of a machine, from its terminal to a tab. */
class PortsIT extends OneBox {
  @Override
  void prepare(Path lab) throws Exception {
    Path server = lab.resolve("server.pl");
    Files.copy(
        Path.of("src/test/resources/ports/server.pl"), server, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        lab.resolve("lab.yaml"),
        "title: A box\nsummary: Made by a test.\nminutes: 5\nobjectives: [Look around]\nmachines:\n"
            + "  box:\n    image: sidelab/debian-tools\n    network: none\n    files:\n"
            + "      - {from: server.pl, to: /root/server.pl}\n");
  }

  @Test
  void aServerThatTheLearnerStartsIsOpenedByKeysAlone() throws Exception {
    enter("perl server.pl 8000");
    driver.awaitText(BOX, "listening");
    openPorts();
    assertThat(port(8000)).isVisible();
    Accessibility.assertGood(page, "ports");
    Chromium.screenshot(page, "ports");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(dialog()).hasCSS("background-color", "rgb(18, 24, 35)");
    Chromium.screenshot(page, "ports-dark");

    Page tab = learner.waitForPage(() -> port(8000).press("Enter"));

    assertThat(tab.locator("h1")).hasText("Hello from the box");
    assertThat(tab.locator("#socket")).hasText("echo: ping ä€😀");
    assertThat(tab.locator("#absolute")).hasText("fetched /other?x=1");
    assertThat(tab.locator("#opener")).hasText("none");
    assertThat(tab.locator("#cookies")).not().containsText("sidelab");
    assertThat(tab.locator("#request")).not().containsText("sidelab_");
    assertThat(tab.locator("#request")).containsText("X-Forwarded-For: 127.0.0.1");
    assertThat(URI.create(tab.url()).getPort()).isNotEqualTo(URI.create(page.url()).getPort());
    assertThat(URI.create(tab.url()).getPath()).isEqualTo("/");
    Chromium.screenshot(tab, "ports-tab");
    assertThat(dialog().locator(".port-status")).hasText("Port 8000 is open in a new tab.");
    assertThat(learner.cookies())
        .filteredOn(cookie -> cookie.name.startsWith("sidelab_"))
        .allMatch((Cookie cookie) -> cookie.httpOnly)
        .extracting(cookie -> cookie.name)
        .containsExactlyInAnyOrder("sidelab_learner", "sidelab_port");

    tab.close();
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);
    enterInterrupt();
  }

  @Test
  void aPortWithoutAServerTellsWhatToDoAndWorksOnceThereIsOne() throws Exception {
    openPorts();
    assertThat(dialog().locator(".port-status")).containsText("Nothing listens yet.");
    dialog().getByLabel("Another port").fill("8080");

    Page tab = learner.waitForPage(() -> page.keyboard().press("Enter"));

    assertThat(tab.locator("h1")).hasText("Nothing listens on 8080");
    assertThat(tab.locator("p").first()).containsText("in box at 127.0.0.1");
    Accessibility.assertGood(tab, "ports-nothing");
    Chromium.screenshot(tab, "ports-nothing");
    tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(tab, "ports-nothing-dark");
    page.bringToFront();
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);
    enter("perl server.pl 8080");
    driver.awaitText(BOX, "listening");
    tab.locator("a").click();
    assertThat(tab.locator("h1")).hasText("Hello from the box");
    tab.close();
    enterInterrupt();
    faults.forget("502 (Bad Gateway)");
  }

  @Test
  void aTabIsNobodyElsesAndEndsWithTheLab() throws Exception {
    enter("perl server.pl 8000");
    driver.awaitText(BOX, "listening");
    openPorts();
    Page tab = learner.waitForPage(() -> port(8000).click());
    assertThat(tab.locator("h1")).hasText("Hello from the box");
    String address = tab.url();
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);

    assertThat(get(address, "")).contains("403 Forbidden", "Open this from your lab's Ports");
    String cookie =
        learner.cookies().stream()
            .filter(one -> one.name.equals("sidelab_port"))
            .map(one -> one.name + "=" + one.value)
            .findFirst()
            .orElseThrow();
    assertThat(get(address, cookie)).contains("200 OK", "Hello from the box");
    tab.close();
    end();
    assertThat(get(address, cookie)).doesNotContain("Hello").contains("409 Conflict");
    begin();
  }

  private static String get(String address, String cookie) throws Exception {
    URI uri = URI.create(address);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          "GET / HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nCookie: " + cookie + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes());
      return new String(socket.getInputStream().readAllBytes());
    }
  }

  private void enterInterrupt() throws Exception {
    terminal().locator("textarea").focus();
    page.keyboard().press("Control+c");
    driver.awaitPrompt(BOX);
  }

  private void openPorts() {
    Locator button = box().getByLabel("Ports");
    button.focus();
    page.keyboard().press("Enter");
    assertThat(dialog()).isVisible();
  }

  private Locator dialog() {
    return page.locator("dialog.ports");
  }

  private Locator port(int number) {
    return dialog()
        .locator("button")
        .filter(new Locator.FilterOptions().setHasText("Open port " + number));
  }
}
