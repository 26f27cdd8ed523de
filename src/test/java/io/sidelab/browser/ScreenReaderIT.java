package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.sidelab.testing.Eventually;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The terminals for those who hear them. */
class ScreenReaderIT extends OneBox {
  @Test
  void theSwitchMakesTheScreenReadableAndItsChangesHeard() throws Exception {
    Locator readable = box().locator(".xterm-accessibility");
    assertThat(readable).hasCount(0);
    page.locator("#screen-reader").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#screen-reader")).hasAttribute("aria-pressed", "true");
    driver.awaitPrompt(BOX);
    terminal().locator("textarea").focus();
    page.keyboard().type("clear; sleep 1; echo spo''ken\n"); // A key hushes what was being said.

    assertThat(readable.getByText("spoken").first()).isAttached();
    Eventually.passes(
        SOON, () -> assertThat(box().locator(".live-region").textContent()).contains("spoken"));
    assertThat(box().getByRole(AriaRole.TEXTBOX)).hasAccessibleName(Pattern.compile("Shell"));
    Accessibility.assertGood(page, "screen reader");

    page.reload();
    driver.awaitPrompt(BOX);
    assertThat(readable.getByText("spoken").first()).isAttached();
    page.locator("#screen-reader").click();
    assertThat(readable).hasCount(0);
  }

  @Test
  void everyControlIsReachedByKeyboardAndHasAName() {
    page.locator("#screen-reader").click();
    assertThat(KeyboardWalk.forwards(page))
        .contains("terminal", "screen-reader", "font-smaller", "font-larger", "end-lab")
        .contains("Open another terminal", "Fill the window");
    page.locator("#screen-reader").click();
  }
}
