package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.engine.Labelled;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races and growing numbers as a learner runs them, with real containers and a real VM. */
@Timeout(1800)
class DensityPanelIT extends ContainerAndVm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double RUN = 180_000;

  /** Of the panel, not of the page. */
  private static final String TO_THE_TOP =
      """
      (it) => {
        const panel = it.closest(".drawer-panel");
        const above = it.getBoundingClientRect().top - panel.getBoundingClientRect().top;
        panel.scrollTop += above - 12;
      }
      """;

  @Override
  String lab() {
    return "how-many-fit";
  }

  @Test
  void aRaceIsRunWithTheKeyboardAloneAndItsResultsStay() throws Exception {
    Locator card = open("Race");
    Locator number = card.getByLabel("Containers");
    number.focus();
    page.keyboard().press("Control+A");
    page.keyboard().type("3");
    page.keyboard().press("Enter");
    assertThat(card.getByText("Stop", exactly())).isVisible();

    assertThat(card.locator(".run-status")).hasText("Over, and everything removed.", within(RUN));
    Locator rows = card.locator(".race-lanes tbody tr");
    assertThat(rows).hasCount(4);
    assertThat(rows.last()).containsText("vm (VM)");
    JsonNode lanes = density().at("/race/lanes");
    for (int i = 0; i < 4; i++) {
      long took =
          lanes.get(i).get("readyMillis").asLong() - lanes.get(i).get("startMillis").asLong();
      String shown = rows.nth(i).locator("td").last().textContent().replace(" s", "");
      assertThat(Double.parseDouble(shown)).isCloseTo(took / 1000.0, offset(0.06));
    }
    assertThat(density().at("/figures/race~1factor").asDouble()).isGreaterThan(2);
    Accessibility.assertGood(page, "race");
    looksRight("race", card);
    shut();
    open("Race");
    assertThat(rows).hasCount(4);
    shut();
  }

  @Test
  void growingIsDrawnLiveAndEndsInABillWithTheMeasuredFigures() throws Exception {
    Locator card = open("How many fit");
    card.getByLabel("Up to").fill("10");
    card.getByText("Grow", exactly()).click();
    assertThat(card.locator(".crowd .square.full").first()).isVisible(visible(RUN));
    Accessibility.assertGood(page, "growing");

    Locator bill = card.locator(".bill");
    assertThat(bill).isVisible(visible(RUN));
    assertThat(card.locator(".run-status"))
        .hasText("The number was reached. All were removed.", within(RUN));
    JsonNode growth = density().get("growth");
    assertThat(growth.at("/bill/containers").asInt()).isEqualTo(10);
    assertThat(growth.at("/bill/memoryFactor").asDouble()).isGreaterThan(5);
    assertThat(growth.at("/bill/diskFactor").asDouble()).isGreaterThan(2);
    assertThat(bill).containsText("10 containers");
    assertThat(bill.locator(".bill-factor").first())
        .hasText(factor(growth.at("/bill/memoryFactor").asDouble()));
    assertThat(bill).containsText("calculated from one");
    card.getByText("All measurements as a table").click();
    assertThat(card.locator(".growth-table tbody tr")).hasCount(growth.get("points").size());
    Accessibility.assertGood(page, "bill");
    looksRight("growth", card);
    looksRight("bill", bill);
    card.getByText("All measurements as a table").click();
    shut();
    assertThat(madeByRuns()).isEmpty();
  }

  private void looksRight(String name, Locator shown) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {1920, 1280, 820}) {
        page.setViewportSize(width, width == 1920 ? 1080 : width == 820 ? 1180 : 800);
        String picture = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        shown.evaluate(TO_THE_TOP);
        Chromium.screenshot(page, picture);
        assertThat((Boolean) panel().evaluate("it => it.scrollWidth <= it.clientWidth"))
            .as("nothing is cut off at %s", width)
            .isTrue();
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1440, 900);
  }

  @Test
  void stopEndsItInTheMiddleAndTheFocusStaysOnTheButton() throws Exception {
    Locator card = open("How many fit");
    card.getByLabel("Up to").fill("60");
    card.getByText("Grow", exactly()).focus();
    page.keyboard().press("Enter");
    Locator stop = card.getByText("Stop", exactly());
    assertThat(stop).isFocused();
    assertThat(card.locator(".crowd .square.full").nth(2)).isVisible(visible(RUN));
    assertThat(open("Race").getByText("Start the race")).isDisabled();

    stop.press("Enter");

    assertThat(card.locator(".run-status")).hasText("Stopped. All were removed.", within(RUN));
    assertThat(card.getByText("Grow", exactly())).isFocused();
    assertThat(madeByRuns()).isEmpty();
    shut();
  }

  /** What is on the engine of this workspace and none of its own machines. */
  private List<Labelled> madeByRuns() throws Exception {
    var labels = Map.of("io.sidelab.workspace", driver.workspaceId());
    return engine.engine().machines().list(labels).stream()
        .filter(one -> one.labels().containsKey("io.sidelab.density-run"))
        .toList();
  }

  private JsonNode density() throws Exception {
    String path = "/api/workspaces/" + driver.workspaceId() + "/evidence/density";
    return JSON.readTree(page.request().get(address + path).text());
  }

  private static String factor(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f ×" : "%.0f ×", value);
  }

  private Locator panel() {
    return page.locator("#density-panel");
  }

  private Locator button() {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Race and density"));
  }

  /** One of the panel's two cards. */
  private Locator open(String title) {
    if (!panel().isVisible()) {
      button().press("Enter");
    }
    Locator card =
        panel()
            .getByRole(
                AriaRole.REGION, new Locator.GetByRoleOptions().setName(title).setExact(true));
    assertThat(card).isVisible(visible(SOON.toMillis()));
    return card;
  }

  private void shut() {
    button().press("Enter");
    assertThat(panel()).isHidden();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static LocatorAssertions.HasTextOptions within(double millis) {
    return new LocatorAssertions.HasTextOptions().setTimeout(millis);
  }

  private static LocatorAssertions.IsVisibleOptions visible(double millis) {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(millis);
  }
}
