package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Programs that print more than anybody can read, and the page around them. */
class FloodIT extends OneBox {
  /** For a host that does much else. */
  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void duringAFloodThePageWorksKeysArriveAndCtrlCEndsIt() throws Exception {
    enter("yes flood");
    driver.awaitText(BOX, "(?s)(flood\\s+){20}");

    page.locator("#theme-switch").click();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.locator("#theme-switch").click();
    driver.openAnother(BOX);
    assertThat(output("pgrep -cx yes")).isEqualTo("1");
    box().locator("[role=tab]").first().click();
    page.keyboard().press("Control+c");

    driver.awaitPrompt(BOX);
    assertThat(output("pgrep -cx yes")).isEqualTo("0");
  }

  @Test
  void tensOfMegabytesEndInTheRightScreen() throws Exception {
    driver.type(BOX, "seq -f '%015.0f' 1300000 > /tmp/large");
    enter("cat /tmp/large");
    page.locator("#font-larger").click();

    Eventually.until(
        "all of it has been shown",
        LONG,
        () -> driver.screen(BOX).contains("000000001299999\n000000001300000\n"));
    driver.awaitPrompt(BOX);
    driver.type(BOX, "echo af''ter");
    // Not at a line's start: a key typed ahead may be echoed there.
    assertThat(driver.screen(BOX)).contains("000000001300000").containsPattern("(?m)after *$");
  }

  @Test
  void aLetterWithAccentsWithoutEndStopsNothing() throws Exception {
    enter("yes $'\\u0301' | tr -d '\\n' | head -c 400000; echo; echo ac''cented");
    driver.awaitText(BOX, "(?m)^accented *$");
    page.reload();
    driver.awaitText(BOX, "(?m)^accented *$");
    assertThat(output("echo still here")).isEqualTo("still here");
  }
}
