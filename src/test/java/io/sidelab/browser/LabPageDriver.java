package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sidelab.testing.Eventually;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a learner does on the page of a running lab, by mouse and keyboard. */
final class LabPageDriver {
  private static final double PATIENCE = 20_000;
  private static final Duration PROMPT = Duration.ofSeconds(120);

  private final Page page;

  LabPageDriver(Page page) {
    this.page = page;
  }

  String workspaceId() {
    return page.url().replaceAll(".*/workspaces/([^/#?]+).*", "$1");
  }

  Locator machine(String kind) {
    return page.locator(".machine[data-kind=" + kind + "]");
  }

  /** Text of the terminal on show, without trailing blanks. */
  String screen(String kind) {
    String text = machine(kind).locator(".xterm-rows:visible").innerText();
    return text.replace('\u00a0', ' ').replaceAll("[ \n]+$", "");
  }

  void awaitPrompt(String kind) throws Exception {
    Eventually.until("the " + kind + " shows a prompt", PROMPT, () -> screen(kind).endsWith("#"));
  }

  void awaitText(String kind, String regex) throws Exception {
    Pattern pattern = Pattern.compile(regex);
    Eventually.until(
        "the " + kind + " shows " + regex,
        Duration.ofSeconds(30),
        () -> pattern.matcher(screen(kind)).find());
  }

  /**
   * Types a line and waits until the shell is through with it. The mark that tells so is part of
   * the line: typed after it, the terminal would echo it into what the command prints.
   */
  void type(String kind, String line) throws Exception {
    if (line.startsWith("#")) {
      return;
    }
    // Another window's driver has other marks; what is typed must not look like its output.
    String mark = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    String separator = line.endsWith("&") ? " " : "; ";
    enter(kind, line + separator + "echo do''ne-" + mark);
    awaitText(kind, "(?m)done-" + mark + " *$");
    awaitPrompt(kind);
  }

  /** Types one line and does not wait for what comes of it. */
  void enter(String kind, String line) {
    machine(kind).locator(".xterm:visible").click();
    page.keyboard().type(line);
    page.keyboard().press("Enter");
  }

  /** Opens a further terminal and waits for its prompt, not for that of the one on show so far. */
  void openAnother(String kind) throws Exception {
    Locator tabs = machine(kind).locator("[role=tab]");
    int before = tabs.count();
    machine(kind).locator("[aria-label='Open another terminal']").click();
    assertThat(tabs).hasCount(before + 1);
    assertThat(tabs.nth(before)).hasAttribute("aria-selected", "true");
    awaitPrompt(kind);
  }

  /** For a machine that has ended, or is about to. */
  void startAgain(String kind) throws Exception {
    machine(kind).getByText("Start it again").click();
    awaitPrompt(kind);
  }

  void openStep(int number) {
    page.locator(".step-nav a[data-step='" + number + "']").click();
    assertThat(step(number)).isVisible();
  }

  Locator step(int number) {
    return page.locator("#step-" + number);
  }

  /** Presses "Check my work" and waits for the verdict. */
  Locator check(int number) {
    Locator task = step(number).locator(".task");
    task.getByText("Check my work").click();
    Locator outcome = task.locator(".outcome");
    assertThat(outcome)
        .hasAttribute(
            "data-kind",
            Pattern.compile("good|bad"),
            new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions()
                .setTimeout(PATIENCE));
    return outcome;
  }
}
