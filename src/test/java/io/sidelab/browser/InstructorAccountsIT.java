package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the link that the first start prints to a second instructor, in real browsers. */
class InstructorAccountsIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern LINK = Pattern.compile("http://\\S+/welcome#[A-Za-z0-9_-]{43}");

  @TempDir Path folder;

  @Test
  void theFirstInstructorComesInByTheLinkAndInvitesASecondOne() throws Exception {
    Path labs = Files.createDirectories(folder.resolve("labs"));
    Path data = Files.createDirectories(folder.resolve("data"));
    try (ServerProcess server =
            new ServerProcess(data, "--labs", labs.toString(), "--images-prepare", "no");
        Chromium chromium = new Chromium()) {
      String address = server.start();
      String link = firstLink(server);
      BrowserContext ada = chromium.learner(1280, 800, ColorScheme.LIGHT);
      PageFaults faults = new PageFaults(ada);
      Page page = ada.newPage();

      makeAccount(page, link);
      faults.forget("status of 400");
      faults.forget("status of 410");
      signOutAndIn(page, address);
      faults.forget("status of 401");
      String invitation = invite(page);
      secondInstructor(chromium, invitation);

      page.reload();
      assertThat(page.locator("#instructors li")).hasCount(2);
      assertThat(page.locator("#invitations li")).hasCount(0);
      Accessibility.assertGood(page, "the account page with two instructors");
      page.locator("#instructors li", new Page.LocatorOptions().setHasText("Bob"))
          .locator("button")
          .click();
      page.keyboard().press("Enter");
      assertThat(page.locator("#instructors li")).hasCount(1);
      faults.assertNone();
    }
  }

  @Test
  void aLearnerIsAskedForTheCodeOnceAndTheLabStartsThen() throws Exception {
    try (TestEngine engine = new TestEngine();
        ServerProcess server = codeServer(engine.busybox());
        Chromium chromium = new Chromium();
        BrowserContext learner = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      String address = server.start();
      PageFaults faults = new PageFaults(learner);
      Page page = learner.newPage();
      page.navigate(address);
      Accessibility.assertGood(page, "the catalogue with the way in for instructors");
      Chromium.screenshot(page, "catalogue-signed-out");
      page.locator("[data-start=box]").click();
      assertThat(page.locator("#self-study-code")).isFocused();
      page.keyboard().type("blue-goats");
      page.keyboard().press("Enter");
      assertThat(page.locator("#self-study-code-problem")).containsText("not the code");
      Accessibility.assertGood(page, "the dialog that asks for the code");
      Chromium.screenshot(page, "self-study-code");
      faults.forget("status of 403");

      page.locator("#self-study-code").fill("blue-sheep");
      page.keyboard().press("Enter");
      page.waitForURL("**/workspaces/**");
      page.navigate(address);
      assertThat(page.locator(".open-labs a")).hasCount(1);
      faults.assertNone();
    }
  }

  private ServerProcess codeServer(String image) throws Exception {
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("box"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        "title: A box\nsummary: Made by a test.\nminutes: 5\nobjectives: [Look around]\nmachines:\n"
            + "  box: {image: \"%s\", network: none}\n".formatted(image));
    Files.writeString(lab.resolve("steps").resolve("01-look.md"), "# Look\n\nLook around.\n");
    return new ServerProcess(
        Files.createDirectories(folder.resolve("data")),
        "--labs",
        lab.getParent().toString(),
        "--images-prepare",
        "no",
        "--self-study",
        "code",
        "--self-study-code",
        "blue-sheep");
  }

  private static String firstLink(ServerProcess server) throws Exception {
    Eventually.until(
        "the link of the first instructor is printed",
        Duration.ofSeconds(20),
        () -> LINK.matcher(server.log()).find());
    Matcher link = LINK.matcher(server.log());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private static void makeAccount(Page page, String link) {
    page.navigate(link);
    assertThat(page.locator("#welcome")).isVisible();
    assertThat(page.url()).endsWith("/welcome");
    assertThat(page.locator("#name")).isFocused();
    Accessibility.assertGood(page, "the page behind the first link");

    page.keyboard().type("Ada");
    page.keyboard().press("Tab");
    page.keyboard().type("short");
    page.keyboard().press("Enter");
    assertThat(page.locator("#password-problem")).containsText("10 characters");
    assertThat(page.locator("#password")).isFocused();
    Accessibility.assertGood(page, "the page behind the first link with an error");
    Chromium.screenshot(page, "welcome");
    page.locator("#password").fill(PASSWORD);
    page.keyboard().press("Enter");

    page.waitForURL("**/instructors");
    assertThat(page.locator("#instructors li")).hasText(Pattern.compile("Ada.*you"));
    assertThat(page.locator("#instructors button")).hasCount(0);
    Chromium.screenshot(page, "account");
    page.navigate(link);
    assertThat(page.locator("#link-problem")).containsText("does not work any more");
    Accessibility.assertGood(page, "a link that was used");
  }

  private static void signOutAndIn(Page page, String address) {
    page.navigate(address);
    Accessibility.assertGood(page, "the catalogue of an instructor");
    Chromium.screenshot(page, "catalogue-instructor");
    page.locator("[data-sign-out]").click();
    assertThat(page.locator("[data-sign-out]")).hasCount(0);
    assertThat(page.locator(".instructor-bar a")).hasText("Instructors");
    page.navigate(address + "/instructors");
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator("#name")).isFocused();
    Accessibility.assertGood(page, "the sign-in page");

    page.locator("#name").fill("ada");
    page.locator("#password").fill("something else");
    page.keyboard().press("Enter");
    assertThat(page.locator(".form-problem")).containsText("do not belong together");
    Accessibility.assertGood(page, "the sign-in page with an error");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(page, "sign-in-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.locator("#password").fill(PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/instructors");
    assertThat(page.locator("#sessions li")).hasCount(1);
    assertThat(page.locator("#sessions li")).containsText("Chrome on Linux");
  }

  private static String invite(Page page) {
    page.locator("#invite").click();
    assertThat(page.locator("#invitations li")).hasCount(1);
    page.locator("#copy-link").click();
    assertThat(page.locator(".account-status")).hasText("The link is copied.");
    Accessibility.assertGood(page, "the account page with an invitation");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.screenshot(page, "account-invitation-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    String link = page.locator("#invitation-link").inputValue();
    assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(link);
    assertThat(link).matches(LINK);
    return link;
  }

  private static void secondInstructor(Chromium chromium, String invitation) {
    try (BrowserContext bob = chromium.learner(390, 844, ColorScheme.DARK)) {
      PageFaults faults = new PageFaults(bob);
      Page page = bob.newPage();
      page.navigate(invitation);
      page.locator("#name").fill("ADA");
      page.locator("#password").fill("yet another password");
      page.keyboard().press("Enter");
      assertThat(page.locator("#name-problem")).containsText("Choose another one");
      faults.forget("status of 409");
      page.locator("#name").fill("Bob");
      page.keyboard().press("Enter");
      page.waitForURL("**/instructors");
      assertThat(page.locator("#instructors li")).hasCount(2);
      Chromium.screenshot(page, "account-phone-dark");
      page.locator("a.brand").click();
      assertThat(page.locator(".instructor-name")).containsText("Bob");
      Chromium.screenshot(page, "catalogue-instructor-phone-dark");
      assertThat((Boolean) page.evaluate("() => document.body.scrollWidth <= innerWidth")).isTrue();
      faults.assertNone();
    }
  }
}
