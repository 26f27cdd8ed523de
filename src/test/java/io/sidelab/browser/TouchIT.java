package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** A terminal on a phone. */
class TouchIT extends OneBox {
  @Override
  BrowserContext learner(Chromium browser) {
    return browser.touching(390, 844, ColorScheme.LIGHT);
  }

  private Locator key(String label) {
    return box().locator(".key-bar:visible button[aria-label^='" + label + "']");
  }

  @Test
  void theKeyBarTypesWhatTouchKeyboardsLack() throws Exception {
    driver.type(BOX, "true");
    readRaw("", 18, "");

    for (String label : new String[] {"Escape", "Tab", "Left", "Up", "Down", "Right"}) {
      key(label).tap();
    }
    key("Control").tap();
    page.keyboard().type("c");
    page.keyboard().type("c");
    key("Control").tap();
    page.keyboard().type(" ");
    page.keyboard().type("!");

    driver.awaitText(BOX, "(?m)^read *$");
    assertThat(output("cat -v /tmp/read | tr '\\t' T")).isEqualTo("^[T^[[D^[[A^[[B^[[C^Cc^@!");
  }

  @Test
  void theKeyBarHoldsControlForAnArrowToo() throws Exception {
    driver.type(BOX, "true");
    readRaw("\\033[?1h", 10, "\\033[?1l");

    key("Control").tap();
    key("Left").tap();
    key("Left").tap();
    page.keyboard().type("c");

    driver.awaitText(BOX, "(?m)^read *$");
    assertThat(output("cat -v /tmp/read")).isEqualTo("^[[1;5D^[ODc");
    assertThat(key("Control")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void aPhoneShowsTheTerminalAndItsKeysWhole() throws Exception {
    driver.type(BOX, "ls --color=always -la /etc | head -20");
    Accessibility.assertGood(page, "phone");
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      box().scrollIntoViewIfNeeded();
      Chromium.screenshot(page, "touch-" + scheme);
      assertThat((int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
          .isZero();
    }
    for (String label : new String[] {"Escape", "Control", "Tab", "Left", "Right"}) {
      assertThat(key(label)).isInViewport();
    }
  }
}
