package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An instructor at the control tower and three learners in containers, all in browsers. */
@Timeout(300)
class TowerIT {
  private static final Pattern LINK = Pattern.compile("http://\\S+/welcome#[A-Za-z0-9_-]{43}");
  private static final String[] NAMES = {"Bea", "Cy", "Dora"};

  @TempDir Path folder;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<Page> learners = new ArrayList<>();
  private TestEngine engine;
  private ServerProcess server;
  private Chromium chromium;
  private String address;
  private PageFaults faults;
  private Page ada;

  @BeforeEach
  void start() throws Exception {
    engine = new TestEngine();
    server =
        new ServerProcess(
            Files.createDirectories(folder.resolve("data")),
            "--labs",
            labs(engine.busybox()).toString(),
            "--images-prepare",
            "no");
    address = server.start();
    chromium = new Chromium();
    ada = browser();
    faults = new PageFaults(ada.context());
    signUp();
    ada.navigate(address + "/workshops/" + prepare());
  }

  @AfterEach
  void stop() throws Exception {
    contexts.forEach(BrowserContext::close);
    chromium.close();
    server.close();
    engine.close();
  }

  private Page browser() {
    BrowserContext context = chromium.learner(1280, 800, ColorScheme.LIGHT);
    contexts.add(context);
    return context.newPage();
  }

  @Test
  void aLessonIsLedFromTheTower() throws Exception {
    assertThat(ada.locator("#tower-none")).containsText("Nobody has joined yet");
    ada.locator("[data-do=open]").click();
    assertThat(ada.locator("#tower-state")).hasText("Open");
    for (String name : NAMES) {
      learners.add(join(name));
    }
    assertThat(ada.locator(".tower-card")).hasCount(NAMES.length);
    assertThat(ada.locator("[data-count=joined]")).hasText("3");
    assertThat(ada.locator("[data-count=working]")).hasText("3");

    aPictureShowsWhatIsTyped();
    aTaskThatIsDoneCountsAtOnce();
    aHandGoesUpAndDown();
    threeFailuresAreSeen();
    theClassIsSpokenTo();
    theClassIsPausedAndEnded();
    faults.forgetTheLine();
    faults.assertNone();
  }

  private void aPictureShowsWhatIsTyped() {
    new LabPageDriver(learners.get(0)).enter("container", "cat > /dev/null # typed-by-bea");
    assertThat(card("Bea").locator("canvas"))
        .hasAttribute("data-line", Pattern.compile(".*typed-by-bea.*"));
    learners.get(0).keyboard().press("Control+C");
  }

  private void aTaskThatIsDoneCountsAtOnce() throws Exception {
    LabPageDriver bea = new LabPageDriver(learners.get(0));
    bea.type("container", "touch /done");
    assertThat(bea.check(1)).hasAttribute("data-kind", "good");
    assertThat(card("Bea").locator(".tower-passed")).hasText("1 of 1");
    assertThat(ada.locator("[data-step='1'] .step-figures")).containsText("1/3 passed");
  }

  private void aHandGoesUpAndDown() {
    learners.get(1).locator("#hand").click();
    Locator waiting = ada.locator("#tower-queue li");
    assertThat(waiting).containsText("Cy");
    assertThat(ada.locator("#tower-news")).hasText("Cy raises a hand.");
    assertThat(card("Cy")).hasAttribute("data-tone", "hand");
    Accessibility.assertGood(ada, "the tower with a raised hand");
    waiting.locator("button").click();

    assertThat(ada.locator("#detail-name")).hasText("Cy");
    assertThat(waiting).hasCount(0);
    assertThat(learners.get(1).locator("#hand")).hasAttribute("aria-pressed", "false");
    assertThat(ada.locator("#tower-detail .xterm-rows")).containsText("/ #");
    assertThat(learners.get(1).locator("body")).containsText("Ada, instructor");
    Accessibility.assertGood(ada, "a learner at the tower");
    Chromium.screenshot(ada, "tower-real-detail");
    ada.locator("[data-detail=close]").click();
    assertThat(ada.locator("#tower-detail")).isHidden();
  }

  private void threeFailuresAreSeen() {
    LabPageDriver dora = new LabPageDriver(learners.get(2));
    for (int tries = 1; tries <= 3; tries++) {
      assertThat(dora.check(1)).hasAttribute("data-kind", "bad");
      assertThat(learners.get(2).locator("#step-1 .task button:not([disabled])").first())
          .isVisible();
      if (tries < 3) {
        learners.get(2).reload();
      }
    }
    assertThat(card("Dora")).hasAttribute("data-tone", "stuck");
    assertThat(card("Dora")).containsText("The check of step 1 failed 3 times.");
    assertThat(ada.locator("[data-count=stuck]")).hasText("1");
    card("Dora").locator("a").click();
    assertThat(ada.locator("#detail-stuck")).containsText("failed 3 times");
    assertThat(ada.locator("#detail-failure-text")).containsText("Make the file /done first.");
    ada.keyboard().press("Escape");
    assertThat(ada.locator("#tower-detail")).isHidden();
  }

  private void theClassIsSpokenTo() throws Exception {
    ada.locator("[data-do=message]").click();
    ada.locator(".tower-question textarea").fill("Ten minutes more.");
    ada.locator(".tower-question .primary").click();
    ada.locator("[data-do=command]").click();
    ada.locator(".tower-question input").fill("echo $((40+2))");
    ada.keyboard().press("Enter");
    assertThat(ada.locator(".tower-question")).hasCount(0);
    Page bea = learners.get(0);
    assertThat(bea.locator(".said-cards .said-item")).hasCount(2);
    assertThat(bea.locator(".said-cards")).containsText("Ten minutes more.");
    bea.locator(".said-command button").click();
    LabPageDriver driver = new LabPageDriver(bea);
    driver.awaitText("container", "echo \\$\\(\\(40\\+2\\)\\)");
    assertThat(driver.screen("container")).as("typed, not run").doesNotContain("\n42");

    ada.locator("[aria-label^='Move all to step 2']").click();
    ada.locator(".tower-question .primary").click();
    for (Page learner : learners) {
      assertThat(learner.locator("#step-2")).isVisible();
    }
    assertThat(ada.locator("[data-step='2'] .step-figures")).containsText("3 here");
    assertThat(ada.locator("[data-step='2'] .badge")).isVisible();
  }

  private void theClassIsPausedAndEnded() {
    ada.locator("[data-do=pause]").click();
    assertThat(ada.locator("#tower-state")).hasText("Paused");
    assertThat(learners.get(0).locator(".clock")).containsText("Paused");
    ada.locator("[data-do=resume]").click();
    assertThat(learners.get(0).locator(".clock")).not().containsText("Paused");
    ada.locator("[data-do=show]").click();
    assertThat(ada.locator(".tower-question")).containsText("No lab of your own runs");
    ada.keyboard().press("Escape");
    Chromium.screenshot(ada, "tower-real");
    ada.locator("[data-do=end]").click();
    assertThat(ada.locator(".tower-question")).containsText("All labs of this class end now");
    ada.locator(".tower-question .danger").click();
    assertThat(ada.locator("#tower-state"))
        .containsText("Ended", new ContainsTextOptions().setTimeout(30_000));
    assertThat(ada.locator("[data-do=end]")).isHidden();
  }

  private Locator card(String name) {
    return ada.locator(".tower-card", new Page.LocatorOptions().setHasText(name));
  }

  private Page join(String name) throws Exception {
    Page page = browser();
    page.navigate(address + "/join/" + ada.locator("#tower-code").innerText());
    page.locator("#name").fill(name);
    page.locator("#name").press("Enter");
    page.waitForURL("**/classes/**");
    page.locator(".class-lab button").click();
    page.waitForURL("**/workspaces/**");
    new LabPageDriver(page).awaitPrompt("container");
    return page;
  }

  private void signUp() throws Exception {
    Matcher link = LINK.matcher(server.log());
    assertThat(link.find()).isTrue();
    ada.navigate(link.group());
    ada.locator("#name").fill("Ada");
    ada.locator("#password").fill("correct horse battery");
    ada.locator("#password").press("Enter");
    assertThat(ada.locator(".instructor-name")).containsText("Ada");
  }

  private String prepare() {
    Instant now = Instant.now();
    Map<String, Object> plan =
        Map.of(
            "title",
            "Containers from inside",
            "labs",
            List.of("box"),
            "starts",
            now.toString(),
            "ends",
            now.plusSeconds(7200).toString(),
            "seats",
            3,
            "minutes",
            60,
            "recorded",
            false);
    var answer =
        ada.request()
            .post(
                address + "/api/workshops",
                RequestOptions.create().setHeader("Origin", address).setData(plan));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(answer.text());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private Path labs(String image) throws Exception {
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("box"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        """
        title: A box
        summary: Made by a test.
        minutes: 5
        objectives: [Look around]
        machines:
          box: {image: "%s", network: none}
        """
            .formatted(image));
    Files.writeString(
        lab.resolve("steps/01-make.md"),
        """
        # Make

        Make a file.

        ```check machine=box
        [ -e /done ] || { echo "Make the file /done first."; exit 1; }
        ```

        ```hint
        Make the file /done first.
        ```

        ```solution
        touch /done
        ```
        """);
    Files.writeString(lab.resolve("steps/02-more.md"), "# More\n\nLook again.\n");
    return lab.getParent();
  }
}
