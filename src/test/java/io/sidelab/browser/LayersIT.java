package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The panel of layers, of a lab with two machines on one image and one on that image's base. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class LayersIT {
  private static final double IMAGES = 20 * 60_000;
  private static final double SOON = 30_000;

  @TempDir static Path folder;

  private TestEngine engine;
  private Chromium chromium;
  private ServerProcess server;
  private String address;
  private BrowserContext learner;
  private PageFaults faults;
  private Page page;
  private Locator panel;

  @BeforeAll
  void start() throws Exception {
    engine = new TestEngine();
    chromium = new Chromium();
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("stacks"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        """
        title: Stacks
        summary: Made by a test.
        minutes: 5
        objectives: [Look around]
        machines:
          first: {title: First, image: sidelab/debian-tools, network: none}
          second: {title: Second, image: sidelab/debian-tools, network: none}
          base: {title: Base, image: "debian:12", network: none}
        """);
    Files.writeString(lab.resolve("steps").resolve("01-look.md"), "# Look\n\nLook around.\n");
    OneBox.copyRecipes(Path.of("labs", "images"), lab.resolveSibling("images"));
    server =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")), "--labs", lab.getParent().toString());
    address = server.start();
  }

  @BeforeEach
  void open() {
    learner = chromium.learner(1280, 800, ColorScheme.LIGHT);
    faults = new PageFaults(learner);
    page = learner.newPage();
    page.navigate(address);
    page.locator("[data-start=stacks]").click();
    page.waitForURL("**/workspaces/**");
    assertThat(page.locator(".machine-state:text-is('running')"))
        .hasCount(3, new LocatorAssertions.HasCountOptions().setTimeout(IMAGES));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Layers")).click();
    panel = page.locator("#layers-panel");
    assertThat(panel.locator(".stack"))
        .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
  }

  @AfterEach
  void end() {
    page.locator("#end-lab").click();
    page.locator("#end-dialog button[value=end]").click();
    assertThat(page.locator("#state-panel")).containsText("You ended this lab");
    learner.close();
    faults.assertNone();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    chromium.close();
    engine.close();
  }

  @Test
  void theSameLayerHasTheSameLetterAndLookInEveryStack() {
    Locator base = panel.locator(".stack").nth(1).locator(".layer");
    Locator lowest = panel.locator(".stack").first().locator(".layer").last();
    assertThat(base).hasCount(1);
    assertThat(lowest).hasAttribute("data-layer", base.getAttribute("data-layer"));
    assertThat(lowest).hasClass(Pattern.compile(base.getAttribute("class") + ".*"));
    assertThat(lowest.locator(".layer-label")).hasText("Layer A");
    assertThat(base.locator(".layer-label")).hasText("Layer A");
    assertThat(panel.locator(".stack").first().locator(".own-layer")).hasCount(2);
    Locator lab = panel.locator("[data-scope=lab]");
    assertThat(lab.locator("dl")).containsText("2 images, summed");
    assertThat(lab.locator(".ledger-saved")).not().containsText("0 B");
    assertThat(panel.locator("[data-scope=workspaces] dl")).containsText("3 machines, summed");
  }

  @Test
  void aMachinesOwnLayerGrowsBeforeTheLearnersEyes() {
    Locator own =
        panel.locator(".own-layer").filter(new Locator.FilterOptions().setHasText("First"));
    assertThat(own.locator(".own-size")).not().containsText("MiB");

    Locator shell = page.locator(".machine").first().locator(".xterm:visible");
    shell.click();
    page.keyboard().type("head -c 5m /dev/zero > /root/five\n");

    assertThat(own.locator(".own-size"))
        .containsText("5.0 MiB", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
    page.keyboard().type("rm /root/five\n");
    assertThat(own.locator(".own-size"))
        .not()
        .containsText("MiB", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
  }

  @Test
  void keyboardAndScreenReaderReachWhatTheEyeSees() {
    Locator face = panel.locator(".layer-face").first();
    face.focus();
    page.keyboard().press("Enter");
    assertThat(face).hasAttribute("aria-expanded", "true");
    assertThat(panel.locator(".layer-details:visible")).containsText("COPY file:");
    assertThat(panel.getByRole(AriaRole.LIST).first()).isVisible();
    Accessibility.assertGood(page, "layers");
    page.keyboard().press("Space");
    assertThat(panel.locator(".layer-details:visible")).hasCount(0);
  }

  @Test
  void whatALayerDidToFilesIsWalkedThroughByKeys() {
    panel.locator(".layer-face").first().press("Enter");
    panel.locator(".layer-details:visible .layer-files-button").press("Enter");
    Locator dialog = page.locator("dialog.layer-files");
    Locator sum = dialog.locator(".layer-files-sum");
    assertThat(sum).containsText("1 changed", longer());
    for (String folder : new String[] {"etc", "skel"}) {
      dialog.locator("button.file").press("Enter");
      assertThat(dialog.locator(".layer-files-path")).containsText(folder);
    }
    assertThat(dialog.locator(".file-list")).hasText(Pattern.compile("\\.bashrcchanged\\d+ B"));
    Chromium.screenshot(page, "layer-files");
    Accessibility.assertGood(page, "layer-files");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(page, "layer-files-dark");
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
  }

  private static LocatorAssertions.ContainsTextOptions longer() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON);
  }

  @Test
  void looksRightOnEveryScreenAndInTheDark() {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {1920, 1280, 820}) {
        page.setViewportSize(width, width == 1920 ? 1080 : width == 820 ? 1180 : 800);
        String name = "layers-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        Chromium.screenshot(page, name);
        assertThat((Boolean) panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth"))
            .as("nothing is cut off at %s", width)
            .isTrue();
      }
    }
    page.setViewportSize(1280, 800);
  }
}
