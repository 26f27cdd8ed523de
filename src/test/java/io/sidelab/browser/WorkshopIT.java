package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instructor and a learner in a workshop, in browsers of their own. */
class WorkshopIT {
  private static final Pattern LINK = Pattern.compile("http://\\S+/welcome#[A-Za-z0-9_-]{43}");

  @TempDir Path folder;
  private TestEngine engine;
  private ServerProcess server;
  private Chromium chromium;
  private String address;
  private BrowserContext instructor;
  private BrowserContext learner;
  private PageFaults faults;
  private Page ada;
  private Page bea;

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
    instructor = chromium.learner(1280, 800, ColorScheme.LIGHT);
    learner = chromium.learner(1280, 800, ColorScheme.LIGHT);
    faults = new PageFaults(learner);
    ada = instructor.newPage();
    bea = learner.newPage();
    signUp();
  }

  @AfterEach
  void stop() throws Exception {
    learner.close();
    instructor.close();
    chromium.close();
    server.close();
    engine.close();
  }

  @Test
  void anInstructorPreparesAndALearnerJoinsWaitsAndWorks() throws Exception {
    prepare();
    String code = invitation();

    bea.navigate(address + "/join/" + code);
    assertThat(bea.locator("h1")).hasText("Containers from inside");
    Accessibility.assertGood(bea, "the page to join on");
    Chromium.screenshot(bea, "workshop-join");
    bea.locator("#name").fill("Bea");
    bea.locator("#name").press("Enter");
    bea.waitForURL("**/classes/**");
    assertThat(bea.locator("#class-state")).containsText("You are in as Bea");
    String personal = bea.locator(".code-shown").innerText();
    assertThat(bea.locator(".class-lab button")).isDisabled();
    Accessibility.assertGood(bea, "the class before it is open");
    looks(bea, "workshop-waiting");

    String workshop = post("/api/workshops/" + workshopId() + "/open", Map.of());
    assertThat(workshop).contains("\"state\":\"open\"");
    bea.locator(".class-lab button").click();
    bea.waitForURL("**/workspaces/**");
    LabPageDriver driver = new LabPageDriver(bea);
    driver.awaitPrompt("container");
    isSpokenTo(driver);
    isWatched();
    seesTheInstructorsTerminal();
    comesBack(code, personal);
    assertThat(delete("/api/workshops/" + workshopId())).isIn(204, 409);
    faults.forget("status of 404"); // the class was deleted under its page
    faults.assertNone();
  }

  private void prepare() {
    ada.navigate(address + "/workshops");
    assertThat(ada.locator(".empty")).containsText("No workshop yet");
    ada.locator("#prepare").click();
    ada.locator("#plan-save").click();
    assertThat(ada.locator("#plan .form-problem")).hasText("Give the workshop a title.");
    ada.locator("#title").fill("Containers from inside");
    ada.locator("#plan-labs input").check();
    ada.locator("#seats").fill("3");
    assertThat(ada.locator("#fit-verdict")).hasText("They fit.");
    assertThat(ada.locator("#fit-needs li").first()).isVisible();
    Accessibility.assertGood(ada, "a plan");
    looks(ada, "workshop-plan");
    ada.locator("#seats").fill("500");
    assertThat(ada.locator("#fit-verdict")).containsText("They do not fit now.");
    looks(ada, "workshop-plan-short");
    ada.locator("#seats").fill("3");
    ada.locator("#plan-save").click();
    assertThat(ada.locator(".workshop-card h2")).hasText("Containers from inside");
    Accessibility.assertGood(ada, "the list of workshops");
    looks(ada, "workshop-list");
  }

  private String invitation() {
    ada.locator("a:has(.code-inline)").click();
    assertThat(ada.locator(".invitation-qr svg")).isVisible();
    Accessibility.assertGood(ada, "the invitation");
    looks(ada, "workshop-invitation");
    return ada.locator(".invitation-code").innerText();
  }

  private void isSpokenTo(LabPageDriver driver) throws Exception {
    String at = "/api/workshops/" + workshopId();
    post(at + "/messages", Map.of("learner", "", "command", false, "text", "Look\nat step 2."));
    post(at + "/messages", Map.of("learner", "", "command", true, "text", "echo 40$((1+1))"));
    Locator cards = bea.locator(".said-cards .said-item");
    assertThat(cards).hasCount(2);
    assertThat(cards.first()).containsText("at step 2.");
    looks(bea, "workshop-said");
    cards.nth(1).locator(".said-command button").click();
    driver.awaitText("container", "echo 40");
    assertThat(driver.screen("container")).as("typed, not run").doesNotContain("402");
    bea.keyboard().press("Enter");
    driver.awaitText("container", "402");
    cards.first().locator("button[aria-label=Dismiss]").click();
    cards.first().locator("button[aria-label=Dismiss]").click();
    assertThat(cards).hasCount(0);

    bea.locator("#hand").click();
    assertThat(bea.locator("#hand")).hasAttribute("aria-pressed", "true");
    assertThat(get(at + "/tower")).contains("\"hand\":\"20");
    post(at + "/place", Map.of("lab", "box", "step", 2));
    assertThat(bea.locator("#step-2")).isVisible();
    assertThat(bea.locator(".said-cards")).containsText("to step 2");
    post(at + "/pause", Map.of());
    assertThat(bea.locator(".clock")).containsText("Paused");
    post(at + "/resume", Map.of());
    assertThat(bea.locator(".clock")).not().containsText("Paused");
  }

  private void isWatched() throws Exception {
    Page watch = instructor.newPage();
    watch.navigate(address + "/watch/" + terminalId());
    assertThat(watch.locator(".xterm-rows")).containsText("402");
    assertThat(bea.locator("body")).containsText("Ada, instructor");
    looks(bea, "workshop-watched");
    watch.close();
    assertThat(bea.locator("body")).not().containsText("Ada, instructor");
  }

  /** A terminal of a lab that the instructor started as anybody does. */
  private void seesTheInstructorsTerminal() throws Exception {
    ada.navigate(address);
    ada.locator("[data-start=box]").click();
    ada.waitForURL("**/workspaces/**");
    LabPageDriver hers = new LabPageDriver(ada);
    hers.awaitPrompt("container");
    hers.type("container", "echo shown-to-$((6*7))");
    String id = ada.url().replaceAll(".*/workspaces/([^#]+).*", "$1");
    String terminal = field(get("/api/workspaces/" + id), "terminal");
    put("/api/workshops/" + workshopId() + "/broadcast", Map.of("terminal", terminal));

    Locator shown = bea.locator(".shown-terminal");
    assertThat(shown.locator(".xterm-rows")).containsText("shown-to-42");
    Accessibility.assertGood(bea, "a lab with the instructor's terminal");
    looks(bea, "workshop-shown");
    shown.locator("header button").click();
    assertThat(shown.locator(".xterm")).hasCount(0);
    assertThat(delete("/api/workshops/" + workshopId() + "/broadcast")).isEqualTo(204);
    assertThat(shown).isHidden();
    ada.locator("#end-lab").click();
    ada.locator("#end-dialog button[value=end]").click();
    assertThat(ada.locator("#state-panel")).containsText("You ended this lab");
  }

  private void comesBack(String code, String personal) {
    try (BrowserContext phone = chromium.touching(390, 844, ColorScheme.DARK)) {
      Page page = phone.newPage();
      page.navigate(address + "/join");
      page.locator(".join-return summary").click();
      page.locator("#return-code").fill(code);
      page.locator("#personal-code").fill(personal);
      Chromium.screenshot(page, "workshop-return-phone");
      page.locator("#return button").click();
      page.waitForURL("**/classes/**");
      assertThat(page.locator(".class-lab a")).containsText("Continue");
      Accessibility.assertGood(page, "the class on a phone");
      Chromium.screenshot(page, "workshop-class-phone");
      page.locator(".class-lab a").click();
      assertThat(page.locator(".xterm-rows").first()).containsText("402");
    }
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

  private String workshopId() throws Exception {
    return field(get("/api/workshops"), "id");
  }

  private String terminalId() throws Exception {
    String id = bea.url().replaceAll(".*/workspaces/([^#]+).*", "$1");
    return field(bea.request().get(address + "/api/workspaces/" + id).text(), "terminal");
  }

  private static String field(String json, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    assertThat(value.find()).as("%s in %s", name, json).isTrue();
    return value.group(1);
  }

  private String get(String path) {
    return ok(instructor.request().get(address + path));
  }

  private String post(String path, Map<String, ?> body) {
    return ok(instructor.request().post(address + path, data(body)));
  }

  private void put(String path, Map<String, ?> body) {
    ok(instructor.request().put(address + path, data(body)));
  }

  private RequestOptions data(Map<String, ?> body) {
    return RequestOptions.create().setHeader("Origin", address).setData(body);
  }

  private int delete(String path) {
    return instructor.request().delete(address + path, data(Map.of())).status();
  }

  private static String ok(APIResponse answer) {
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
    return answer.text();
  }

  /** For people to look at, in both brightnesses. */
  private static void looks(Page page, String name) {
    Chromium.screenshot(page, name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(page, name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
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
    Files.writeString(lab.resolve("steps/01-look.md"), "# Look\n\nLook around.\n");
    Files.writeString(lab.resolve("steps/02-more.md"), "# More\n\nLook again.\n");
    return lab.getParent();
  }
}
