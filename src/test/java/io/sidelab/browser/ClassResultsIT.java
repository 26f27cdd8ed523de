package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three learners guess, and their instructor reads what came of it and deletes it. */
class ClassResultsIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("/welcome#([A-Za-z0-9_-]{43})");

  @TempDir Path folder;
  private String address;

  @Test
  void theSpreadGrowsAsOthersGuessAndTheResultsAreDeletedInTheEnd() throws Exception {
    try (TestEngine engine = new TestEngine();
        ServerProcess server = server(engine.busybox());
        Chromium chromium = new Chromium();
        BrowserContext ada = chromium.learner(1280, 800, ColorScheme.LIGHT);
        BrowserContext bea = chromium.learner(1280, 900, ColorScheme.LIGHT);
        BrowserContext cy = chromium.learner(1280, 800, ColorScheme.LIGHT);
        BrowserContext dan = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      address = server.start();
      String token = token(server);
      post(
          ada.request(),
          "/api/welcome",
          Map.of("token", token, "name", "Ada", "password", "correct horse battery"));
      JsonNode workshop = open(ada.request());
      PageFaults faults = new PageFaults(bea);

      Page page = bea.newPage();
      Locator prediction = guessing(page, workshop);
      assertThat(prediction.locator(".spread-caption"))
          .hasText(Pattern.compile("^1 of the 1 in the class guessed so far\\."));
      guess(cy.request(), workshop, "Cy", "3");
      guess(dan.request(), workshop, "Dan", "2000");
      assertThat(prediction.locator(".spread-caption"))
          .hasText(
              "3 of the 3 in the class guessed; half of them between 3 and 2,000; you 12;"
                  + " measured 42.");
      assertThat(prediction.locator("circle")).hasCount(3);
      assertThat(prediction.locator("circle.own")).hasCount(1);
      Accessibility.assertGood(page, "a lab whose class has guessed");
      pictures(page, "class-spread");
      faults.assertNone();

      results(ada, workshop);
    }
  }

  private Locator guessing(Page page, JsonNode workshop) {
    join(page.request(), workshop, "Bea");
    page.navigate(address + "/classes/" + id(workshop));
    page.locator(".class-lab button").click();
    page.waitForURL("**/workspaces/**");
    assertThat(page.locator(".machine-state").first())
        .hasText("running", new LocatorAssertions.HasTextOptions().setTimeout(START.toMillis()));
    Locator prediction = page.locator(".prediction");
    prediction.locator("input").fill("12");
    prediction.locator("input").press("Enter");
    assertThat(prediction.locator("dd")).hasText(new String[] {"12 sheep", "42 sheep"});
    return prediction;
  }

  private void results(BrowserContext ada, JsonNode workshop) {
    PageFaults faults = new PageFaults(ada);
    Page page = ada.newPage();
    page.navigate(address + "/workshops/" + id(workshop) + "/results");
    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator(".results-spread circle")).hasCount(3);
    assertThat(page.locator("#results-recordings li")).hasCount(3);
    Accessibility.assertGood(page, "the results of a workshop");
    pictures(page, "results-1280");
    page.setViewportSize(1920, 1080);
    pictures(page, "results-1920");
    page.setViewportSize(1280, 800);
    Download download = page.waitForDownload(() -> page.locator("a[href$='results.csv']").click());
    assertThat(download.suggestedFilename()).isEqualTo("Sheep.csv");
    page.locator("#results-recordings a").first().click();
    assertThat(page.locator(".player-screen .xterm")).isVisible();
    page.goBack();

    page.locator("#delete").click();
    assertThat(page.locator("dialog")).containsText("all that is kept of its learners");
    Accessibility.assertGood(page, "the dialog that deletes");
    Chromium.screenshot(page, "results-delete");
    page.locator("dialog button.danger").click();
    assertThat(page.locator("#results-state"))
        .hasText(
            Pattern.compile("^Deleted"),
            new LocatorAssertions.HasTextOptions().setTimeout(2 * START.toMillis()));
    faults.forget("status of 409");
    faults.assertNone();
    assertThat(folder.resolve("data/recordings")).isEmptyDirectory();
  }

  private static void pictures(Page page, String name) {
    Chromium.screenshot(page, name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(page, name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private JsonNode open(APIRequestContext ada) {
    Map<String, Object> plan =
        Map.of(
            "title",
            "Sheep",
            "labs",
            List.of("box"),
            "starts",
            Instant.now().toString(),
            "ends",
            Instant.now().plusSeconds(3600).toString(),
            "seats",
            3,
            "minutes",
            30,
            "recorded",
            true);
    JsonNode made = post(ada, "/api/workshops", plan);
    post(ada, "/api/workshops/" + id(made) + "/open", Map.of());
    return made;
  }

  private void join(APIRequestContext learner, JsonNode workshop, String name) {
    post(learner, "/api/classes", Map.of("code", workshop.get("code").asText(), "name", name));
  }

  private void guess(APIRequestContext learner, JsonNode workshop, String name, String guess)
      throws Exception {
    join(learner, workshop, name);
    String lab =
        post(learner, "/api/classes/" + id(workshop) + "/labs/box/start", Map.of())
            .get("id")
            .asText();
    Eventually.until(
        name + "'s lab runs",
        START,
        () ->
            JSON.readTree(learner.get(address + "/api/workspaces/" + lab).text())
                .get("state")
                .asText()
                .equals("ready"));
    post(
        learner,
        "/api/workspaces/" + lab + "/steps/1/predictions",
        Map.of("prediction", "figure", "guess", guess));
  }

  private JsonNode post(APIRequestContext by, String path, Map<String, ?> body) {
    RequestOptions options = RequestOptions.create();
    APIResponse answer =
        by.post(
            address + path,
            body.isEmpty()
                ? options
                : options.setHeader("Content-Type", "application/json").setData(json(body)));
    assertThat(answer.status()).as(path + ": " + answer.text()).isLessThan(300);
    try {
      return JSON.readTree(answer.text());
    } catch (IOException notJson) {
      throw new AssertionError(answer.text(), notJson);
    }
  }

  private static String json(Map<String, ?> body) {
    return JSON.valueToTree(body).toString();
  }

  private static String id(JsonNode workshop) {
    return workshop.get("id").asText();
  }

  private static String token(ServerProcess server) throws Exception {
    Eventually.until("the first link is printed", START, () -> TOKEN.matcher(server.log()).find());
    Matcher token = TOKEN.matcher(server.log());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private ServerProcess server(String image) throws Exception {
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("box"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        "title: A box\nsummary: Made by a test.\nminutes: 5\nobjectives: [Look around]\nmachines:\n"
            + "  box: {image: \"%s\", network: none}\n".formatted(image));
    Files.writeString(
        lab.resolve("steps").resolve("01-look.md"),
        """
        # Look

        ```predict id=figure unit=sheep machine=box
        How many *sheep*?

        $ echo 42

        So **many**.
        ```
        """);
    return new ServerProcess(
        Files.createDirectories(folder.resolve("data")),
        "--labs",
        lab.getParent().toString(),
        "--images-prepare",
        "no");
  }
}
