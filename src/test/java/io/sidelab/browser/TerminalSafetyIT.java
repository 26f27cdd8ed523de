package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.sidelab.testing.Eventually;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a machine can do to the page that shows its terminal: nothing but what was asked for. */
class TerminalSafetyIT extends OneBox {
  /** Prints the same at every run: sequences begun, ended and cut at random, and bare bytes. */
  private static final String GARBAGE =
      """
      BEGIN {
        srand(11)
        n = split("\\033[ \\033] \\033P \\033_ \\033^ \\033X \\033\\\\ \\007 \\033( \\033# ? > = ! $ \\
      ; : 0 1 2 7 9 25 52;c; 8;; 1049 2004 1000 1006 999999999 h l m H J K r c t q u p P @ L M b \\
      javascript:alert(1) <img/src=x/onerror=alert(1)> 0;<b>title</b> \\302\\233 \\r \\n", part, " ")
        for (i = 0; i < 60000; i++)
          if (rand() < 0.8) printf "%s", part[1 + int(rand() * n)]
          else printf "%c", int(rand() * 256)
      }
      """;

  /** All of the page around terminals, but for the clock. */
  private static final String OUTSIDE =
      """
      () => {
        const page = document.documentElement.cloneNode(true);
        page.querySelectorAll('.terminal, .clock').forEach(part => part.remove());
        return page.outerHTML;
      }
      """;

  @Test
  void aProgramMaySetTheClipboardAndNotReadIt() throws Exception {
    driver.type(BOX, "printf '\\033]52;c;%s\\007' $(printf 'gr\u00fc\u00dfe' | base64)");
    Eventually.passes(SOON, () -> assertThat(clipboard()).isEqualTo("gr\u00fc\u00dfe"));
    assertThat(status()).containsText("copied text to your clipboard");

    page.evaluate("navigator.clipboard.writeText('secret')");
    assertThat(answers("printf '\\033]52;c;?\\007\\033]52;;?\\033\\134\\033]52;p;?\\007'"))
        .matches("\\^\\[\\[\\d+;\\d+");

    page.reload();
    driver.awaitPrompt(BOX);
    driver.type(BOX, "echo re''loaded");
    assertThat(clipboard()).as("after a reload that replays the copying").isEqualTo("secret");
  }

  private Object clipboard() {
    return page.evaluate("navigator.clipboard.readText()");
  }

  @Test
  void aLinkOfTheWebOpensAPageThatCannotReachBack() throws Exception {
    String target = address + "/recordings";
    link(target, "a link");

    Page opened = learner.waitForPage(() -> clickOn("a link"));

    assertThat(opened).hasURL(target);
    assertThat(opened.evaluate("window.opener")).isNull();
    assertThat((String) opened.evaluate("document.referrer")).isEmpty();
    opened.close();
    assertThat(page).hasURL(Pattern.compile(".*/workspaces/.*"));
  }

  @Test
  void aHoveredLinkShowsWhereItLeads() throws Exception {
    link("https://example.org/elsewhere", "https://example.com/");
    hover("https://example.com/");
    assertThat(status()).containsText("https://example.org/elsewhere");
  }

  @Test
  void noLinkRunsScriptOrOpensFiles() throws Exception {
    List<String> others =
        List.of(
            "javascript:document.title='run'",
            "JavaScript:document.title='run'",
            "data:text/html,<script>opener.document.title='run'</script>",
            "file:///etc/passwd",
            "blob:x",
            "//example.org",
            "vbscript:x");
    String title = page.title();
    for (String other : others) {
      link(other, "a link");
      clickOn("a link");
      assertThat(learner.pages()).as(other).hasSize(1);
      assertThat(page.title()).as(other).isEqualTo(title);
    }
    driver.type(BOX, "true");
    assertThat(learner.pages()).hasSize(1);
  }

  private void link(String address, String text) throws Exception {
    driver.type(
        BOX,
        "clear; printf '\\033]8;;%s\\033\\134%s\\033]8;;\\033\\134\\n' \""
            + address
            + "\" '"
            + text
            + "'");
  }

  private void hover(String text) {
    BoundingBox place = row(text).boundingBox();
    page.mouse().move(place.x + 100, place.y + 3 * place.height);
    page.mouse().move(place.x + 20, place.y + place.height / 2);
  }

  private void clickOn(String text) {
    hover(text);
    page.mouse().down();
    page.mouse().up();
  }

  private Locator row(String text) {
    return terminal()
        .locator(".xterm-rows > div", new Locator.LocatorOptions().setHasText(text))
        .first();
  }

  @Test
  void noSequenceStopsThePage() throws Exception {
    driver.type(BOX, "for f in I Z L M S T b; do printf \"x\\033[2147483647$f\"; done; clear");
    page.reload();
    driver.awaitPrompt(BOX);
    driver.type(BOX, "clear; printf '\\nab\\033[3b\\033[2I|\\n'");
    assertThat(driver.screen(BOX))
        .as("what is asked for within reason")
        .containsPattern("(?m)^abbbb           \\|");
  }

  @Test
  void nothingThatAMachinePrintsLeavesTheScreen() throws Exception {
    driver.type(BOX, "true");
    paste("cat > /tmp/garbage <<'END'\n" + GARBAGE + "END\n");
    driver.type(BOX, "awk -f /tmp/garbage > /tmp/bytes");
    String title = page.title();
    String where = page.url();
    Object outside = page.evaluate(OUTSIDE);

    // What the screen answers is thrown away; then all that was set is set back.
    enter(
        "stty raw -echo; (cat /tmp/bytes; printf '\\033\\134\\033c'; sleep 2; touch /tmp/end) &"
            + " while ! [ -e /tmp/end ]; do read -rsN 99 -t 0.2 x; done; stty sane; echo en''ded");
    driver.awaitText(BOX, "(?m)^ended *$");

    assertThat(page.title()).isEqualTo(title);
    assertThat(page.url()).isEqualTo(where);
    assertThat(learner.pages()).hasSize(1);
    assertThat(page.evaluate(OUTSIDE)).isEqualTo(outside);
    assertThat(output("stat -c %s /tmp/bytes")).matches("\\d{6}");
  }

  private void paste(String text) {
    page.evaluate("text => navigator.clipboard.writeText(text)", text);
    page.keyboard().press("Control+Shift+V");
  }
}
