package io.sidelab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** The rules of WCAG 2.2 AA that a program can check, in both brightnesses. */
public final class Accessibility {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** A terminal takes other colours with a later frame, and some of the page fades into them. */
  static final String SETTLED =
      """
      async () => {
        for (let frame = 0; frame < 4; frame++) {
          await new Promise((next) => requestAnimationFrame(next));
        }
        const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
        await Promise.allSettled(fading.map((one) => one.finished));
      }
      """;

  private Accessibility() {}

  public static void assertGood(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.evaluate(SETTLED);
      List<Rule> broken = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
      assertThat(broken.stream().map(Accessibility::inWords)).as("%s, %s", name, scheme).isEmpty();
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static String inWords(Rule rule) {
    return rule.getId()
        + " ("
        + rule.getHelp()
        + "): "
        + rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getHtml()).toList();
  }
}
