package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with a lab of one container, and for each test a learner who has just started it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneBox {
  static final Duration SOON = Duration.ofSeconds(30);
  static final String BOX = "container";

  /** Building the image from nothing takes minutes on a slow host. */
  private static final double IMAGES = 20 * 60_000;

  @TempDir static Path folder;

  ServerProcess server;
  String address;
  BrowserContext learner;
  PageFaults faults;
  Page page;
  LabPageDriver driver;
  private TestEngine engine;
  private Chromium chromium;

  @BeforeAll
  final void start() throws Exception {
    engine = new TestEngine();
    chromium = new Chromium();
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("box"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        "title: A box\nsummary: Made by a test.\nminutes: 5\nobjectives: [Look around]\nmachines:\n"
            + "  box: {image: sidelab/debian-tools, network: none}\n");
    Files.writeString(lab.resolve("steps").resolve("01-look.md"), "# Look\n\nLook around.\n");
    prepare(lab);
    copyRecipes(Path.of("labs", "images"), lab.resolveSibling("images"));
    server =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")), "--labs", lab.getParent().toString());
    address = server.start();
  }

  static void copyRecipes(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @BeforeEach
  final void begin() throws Exception {
    learner = learner(chromium);
    faults = new PageFaults(learner);
    page = learner.newPage();
    listen(page);
    driver = new LabPageDriver(page);
    page.navigate(address);
    page.locator("[data-start=box]").click();
    page.waitForURL("**/workspaces/**");
    assertThat(box().locator(".machine-state"))
        .hasText("running", new LocatorAssertions.HasTextOptions().setTimeout(IMAGES));
    driver.awaitPrompt(BOX);
  }

  BrowserContext learner(Chromium browser) {
    return browser.learner(1280, 800, ColorScheme.LIGHT);
  }

  /** Puts into the lab what a test wants to find there. */
  void prepare(Path lab) throws Exception {}

  /** Hears what a test wants to know of the page, from the beginning. */
  void listen(Page heard) {}

  @AfterEach
  final void end() {
    page.locator("#end-lab").click();
    page.locator("#end-dialog button[value=end]").click();
    assertThat(page.locator("#state-panel")).containsText("You ended this lab");
    learner.close();
    faults.assertNone();
  }

  @AfterAll
  final void stop() throws Exception {
    server.close();
    chromium.close();
    engine.close();
  }

  final Locator box() {
    return driver.machine(BOX);
  }

  /** The terminal on show. */
  final Locator terminal() {
    return box().locator(".xterm:visible");
  }

  final Locator status() {
    return box().locator(".tab-panel:not([hidden]) .terminal-status");
  }

  /** Types a line that does not end soon. */
  final void enter(String line) {
    terminal().locator("textarea").focus();
    page.keyboard().insertText(line);
    page.keyboard().press("Enter");
  }

  /** What a command prints, without line ends. */
  final String output(String command) throws Exception {
    driver.type(BOX, "clear; echo pri''nted=\"$(" + command + ")\"=");
    Matcher line = Pattern.compile("(?ms)printed=(.*)= *$").matcher(driver.screen(BOX));
    if (!line.find()) {
      throw new AssertionError("no output of " + command + " in:\n" + driver.screen(BOX));
    }
    return line.group(1).replace("\n", "");
  }

  /**
   * Has a command print something that the screen answers, up to where the cursor is then.
   *
   * @return the answers, in letters
   */
  final String answers(String command) throws Exception {
    enter("ask() { IFS= read -rsd R -t 20 -p $'\\033[6n' answer; }");
    enter("clear; " + command + "; ask; echo; echo as''ked");
    driver.awaitText(BOX, "(?m)^asked *$");
    return output("printf %s \"$answer\" | cat -v");
  }

  /** Has the shell read so many bytes as they come, and say so before and after. */
  final void readRaw(String before, int count, String after) throws Exception {
    enter(
        ("clear; stty raw -echo; printf '%s\\r\\nn''ow'; head -c %d > /tmp/read;"
                + " stty sane; printf '%s\\nre''ad\\n'")
            .formatted(before, count, after));
    driver.awaitText(BOX, "now");
  }
}
