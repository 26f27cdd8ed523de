package io.sidelab.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.sidelab.browser.Accessibility;
import io.sidelab.browser.Chromium;
import io.sidelab.browser.PageFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tower with a class of forty that is made up: how it looks, and whether all have room. */
@Timeout(240)
class TowerLookIT {
  @TempDir Path folder;

  private ClassFixture server;
  private JsonNode workshop;

  @Test
  void fortyLearnersFitOnAProjectorAndThePageIsGoodForAll() throws Exception {
    server = new ClassFixture(folder);
    try (Chromium chromium = new Chromium();
        BrowserContext context = chromium.learner(1920, 1080, ColorScheme.LIGHT)) {
      Visitor ada = server.instructor("Ada");
      workshop = server.open(ada);
      context.addCookies(cookies(ada));
      PageFaults faults = new PageFaults(context);
      Page page = context.newPage();
      FortyLearners forty = new FortyLearners(server.tower(ada, workshop));
      page.route("**/tower", route -> fulfil(route, forty.tower()));
      page.route("**/screens", route -> fulfil(route, forty.screens()));
      page.navigate(ada.base() + "/workshops/" + ClassTest.id(workshop));

      assertThat(page.locator(".tower-card")).hasCount(40);
      assertThat(page.locator(".tower-picture[data-line]")).hasCount(37);
      assertThat((Boolean) page.evaluate("() => document.body.scrollHeight <= innerHeight"))
          .as("forty cards fit on a projector")
          .isTrue();
      picture(page, "projector");
      Accessibility.assertGood(page, "the tower with forty learners");
      page.locator("button[data-look=rows]").click();
      picture(page, "rows");
      Accessibility.assertGood(page, "the tower as a list");
      page.locator("button[data-look=cards]").click();

      page.setViewportSize(1280, 800);
      picture(page, "laptop");
      detail(page);
      page.locator("[data-do=move]").click();
      Accessibility.assertGood(page, "a dialog of the tower");
      picture(page, "dialog");
      page.keyboard().press("Escape");

      page.setViewportSize(390, 844);
      assertThat((Boolean) page.evaluate("() => document.body.scrollWidth <= innerWidth")).isTrue();
      picture(page, "phone");
      faults.forgetTheLine(); // there is no such terminal behind the made-up class
      faults.assertNone();
    } finally {
      server.close();
    }
  }

  private static void detail(Page page) {
    page.locator(".tower-name").first().click();
    assertThat(page.locator("#tower-detail")).isVisible();
    picture(page, "detail");
    Accessibility.assertGood(page, "a learner of the tower");
    page.keyboard().press("Escape");
    assertThat(page.locator("#tower-detail")).isHidden();
    assertThat(page.locator(".tower-name").first()).isFocused();
    assertThat(page.url()).doesNotContain("#");
  }

  private static void fulfil(Route route, String json) {
    route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(json));
  }

  private static List<Cookie> cookies(Visitor visitor) {
    List<Cookie> cookies = new ArrayList<>();
    Stream.of(visitor.cookie.split("; *"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> cookies.add(new Cookie(pair[0], pair[1]).setUrl(visitor.base())));
    return cookies;
  }

  private static void picture(Page page, String name) {
    for (ColorScheme scheme : Arrays.asList(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.waitForFunction(
          "scheme => document.documentElement.dataset.theme === scheme"
              + " || document.documentElement.dataset.theme === undefined",
          scheme.name().toLowerCase());
      Chromium.screenshot(page, "tower-" + name + "-" + scheme.name().toLowerCase());
    }
  }
}
