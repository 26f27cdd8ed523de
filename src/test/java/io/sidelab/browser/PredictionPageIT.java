package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guess before the figure, on the page of a running lab. */
class PredictionPageIT extends OneBox {
  /** What nobody guesses and no page says by chance. */
  private static final String FIGURE = "90817263";

  @Override
  void prepare(Path lab) throws Exception {
    Files.writeString(
        lab.resolve("steps/01-look.md"),
        """
        # Look

        ```predict id=figure unit=sheep machine=box
        How many *sheep*?

        $ echo $((90000000 + 817263))

        So **many**.
        ```
        """);
  }

  @Test
  void theFigureComesAfterTheGuessAndStaysOverAReload() throws Exception {
    Locator prediction = page.locator(".prediction");
    assertThat(prediction).containsText("How many sheep?");
    String id = driver.workspaceId();
    for (String path : List.of("/workspaces/" + id, "/api/workspaces/" + id)) {
      assertThat(page.request().get(address + path).text()).contains(id).doesNotContain("817263");
    }

    prediction.locator("input").fill("lots");
    prediction.locator("button").click();
    assertThat(prediction.locator(".outcome")).containsText("Guess a number");
    faults.forget("status of 400");
    prediction.locator("input").fill("12");
    prediction.locator("input").press("Enter");

    shows(prediction);
    assertThat(prediction.locator(".outcome")).isFocused();
    Chromium.screenshot(page, "prediction");

    page.reload();
    shows(page.locator(".prediction"));

    server.kill();
    server.start();
    page.reload();
    shows(page.locator(".prediction"));
    faults.forgetTheLine();
  }

  private static void shows(Locator prediction) {
    assertThat(prediction.locator("dd")).hasText(new String[] {"12 sheep", FIGURE + " sheep"});
    assertThat(prediction.locator(".explanation strong")).hasText("many");
    assertThat(prediction.locator("form")).isHidden();
  }
}
