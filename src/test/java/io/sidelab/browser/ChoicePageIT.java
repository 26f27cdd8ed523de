package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a machine is made with, chosen on the page. */
class ChoicePageIT extends OneBox {
  private static final String NOWHERE = "nowhere.example/none:1";

  /** A registry that says nothing is given up after 20 seconds, and others may be asked before. */
  private static final double REGISTRY_MILLIS = 120_000;

  @Override
  void prepare(Path lab) throws Exception {
    Files.writeString(
        lab.resolve("lab.yaml"),
        """
        title: A box
        summary: Made by a test.
        minutes: 5
        objectives: [Look around]
        machines:
          box:
            title: The box
            image: sidelab/debian-tools
            memory: 64 MiB
            cpus: 0.5
            network: none
            choices:
              images:
                - {image: sidelab/debian-tools, title: Debian with tools, summary: "htop, strace, nano", size: 110 MB}
                - {image: "debian:12", title: Debian 12, summary: "bookworm, 2023", size: 75 MB}
                - {image: busybox, title: BusyBox, summary: Everything in one program, size: 2 MB}
                - {image: "nowhere.example/none:1", title: Nowhere, summary: An image that no registry has, size: 9 MB}
              memory: {from: 32 MiB, to: 50 %}
              cpus: {from: 0.1, to: 1}
        """);
  }

  @Test
  void anImageAndHardwareAreChosenByKeysAlone() throws Exception {
    driver.type(BOX, "touch /root/mine");
    openDialog();
    awaitFailed();
    assertThat(card("debian:12")).hasAttribute("data-state", "ready");
    assertThat(card("debian:12").locator(".picker-size")).hasText("74 MB");
    Accessibility.assertGood(page, "choice");
    Chromium.screenshot(page, "choice");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(dialog()).hasCSS("background-color", "rgb(18, 24, 35)");
    Chromium.screenshot(page, "choice-dark");
    page.setViewportSize(820, 1100);
    Chromium.screenshot(page, "choice-tablet");

    assertThat(dialog().locator("input:checked")).isFocused();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    assertThat(dialog().getByLabel("Memory")).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(dialog().getByLabel("Memory"))
        .hasAttribute("aria-valuetext", java.util.regex.Pattern.compile("^96 MiB, .*host's .*"));
    page.keyboard().press("Tab");
    page.keyboard().press("Home");
    assertThat(dialog().locator(".choice-plan"))
        .hasText("The box starts anew: debian:12, 96 MiB, 0.1 processors.");
    assertThat(dialog().locator(".choice-warning")).containsText("is lost");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(dialog()).hasCount(0);
    assertThat(box().locator(".machine-image")).hasText("debian:12");
    assertThat(box().locator(".machine-hardware")).hasText("96 MiB, 0.1 processors");
    assertThat(box().locator(".machine-state")).hasText("running");
    assertThat(box().getByLabel("Change The box")).isFocused();
    driver.awaitPrompt(BOX);
    assertThat(
            output(
                "ls /root | wc -l; cat /sys/fs/cgroup/memory.max"
                    + " /sys/fs/cgroup/memory/memory.limit_in_bytes 2> /dev/null"))
        .isEqualTo("0" + 96 * 1024 * 1024);
    page.reload();
    assertThat(box().locator(".machine-hardware")).hasText("96 MiB, 0.1 processors");
    driver.awaitPrompt(BOX);
  }

  @Test
  void whatCannotBeHadLeavesTheMachineAndSaysWhatToDo() throws Exception {
    driver.type(BOX, "touch /root/mine");
    openDialog();
    awaitFailed();
    card(NOWHERE).locator("input").check();
    assertThat(apply()).hasText("Try to get it");
    apply().click();

    Locator note = box().locator(".machine-note.changing");
    assertThat(note)
        .hasAttribute(
            "data-failed",
            "true",
            new LocatorAssertions.HasAttributeOptions().setTimeout(REGISTRY_MILLIS));
    assertThat(note).containsText(NOWHERE + " cannot be had.");
    assertThat(note).containsText("goes on as it was");
    Accessibility.assertGood(page, "choice-failed");
    Chromium.screenshot(page, "choice-failed");
    assertThat(output("ls /root")).isEqualTo("mine");

    openDialog();
    dialog().getByLabel("Memory").focus();
    page.keyboard().press("End");
    apply().click();
    assertThat(box().locator(".machine-hardware")).containsText("GiB");
    driver.awaitPrompt(BOX);
    assertThat(note).isHidden();
  }

  private void awaitFailed() {
    assertThat(card(NOWHERE))
        .hasAttribute(
            "data-state",
            "failed",
            new LocatorAssertions.HasAttributeOptions().setTimeout(REGISTRY_MILLIS));
  }

  private void openDialog() {
    Locator button = box().getByLabel("Change The box");
    button.focus();
    page.keyboard().press("Enter");
    assertThat(dialog().locator(".picker-card")).hasCount(4);
  }

  private Locator dialog() {
    return page.locator("dialog.choices");
  }

  private Locator card(String image) {
    return dialog()
        .locator(".picker-card")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator("code", new Page.LocatorOptions().setHasText(image))));
  }

  private Locator apply() {
    return dialog().locator(".button.primary");
  }
}
