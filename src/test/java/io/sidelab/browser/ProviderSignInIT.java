package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.OpenIdProvider;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A teacher and a student of one organisation, at a real provider's form, in real browsers. */
class ProviderSignInIT {
  @TempDir Path folder;

  @Test
  void aTeacherBecomesAnInstructorAndAStudentMayStartALab() throws Exception {
    try (TestEngine engine = new TestEngine();
        OpenIdProvider provider = new OpenIdProvider();
        ServerProcess server = server(engine.busybox(), provider);
        Chromium chromium = new Chromium()) {
      String address = server.start();
      teacher(chromium, address);
      student(chromium, address);
      assertThat(server.log()).doesNotContain(OpenIdProvider.SECRET);
    }
  }

  private ServerProcess server(String image, OpenIdProvider provider) throws Exception {
    Path lab = Files.createDirectories(folder.resolve("labs").resolve("box"));
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(
        lab.resolve("lab.yaml"),
        "title: A box\nsummary: Made by a test.\nminutes: 5\nobjectives: [Look around]\nmachines:\n"
            + "  box: {image: \"%s\", network: none}\n".formatted(image));
    Files.writeString(lab.resolve("steps").resolve("01-look.md"), "# Look\n\nLook around.\n");
    List<String> options = new ArrayList<>(provider.options());
    options.addAll(List.of("--labs", lab.getParent().toString(), "--images-prepare", "no"));
    options.addAll(List.of("--self-study", "signed-in"));
    return new ServerProcess(
        Files.createDirectories(folder.resolve("data")), options.toArray(new String[0]));
  }

  private static void teacher(Chromium chromium, String address) {
    try (BrowserContext ada = chromium.learner(1280, 800, ColorScheme.LIGHT)) {
      PageFaults faults = new PageFaults(ada);
      withoutForeignFonts(ada);
      Page page = ada.newPage();
      page.navigate(address + "/instructors");
      assertThat(page.locator("#provider")).hasText("Sign in with Example University");
      Accessibility.assertGood(page, "the sign-in page with a provider");
      Chromium.screenshot(page, "sign-in-provider");
      page.locator("#provider").click();
      enter(page, "ada");

      page.waitForURL(address + "/instructors");
      assertThat(page.locator("h1")).hasText("Ada Lovelace");
      assertThat(page.locator("#instructors li")).hasCount(1);
      page.locator("[data-sign-out]").click();
      page.waitForURL(address + "/");
      assertThat(page.locator(".instructor-bar a")).hasText("Instructors");
      faults.assertNone();
    }
  }

  private static void student(Chromium chromium, String address) {
    try (BrowserContext bob = chromium.learner(390, 844, ColorScheme.DARK)) {
      PageFaults faults = new PageFaults(bob);
      withoutForeignFonts(bob);
      Page page = bob.newPage();
      page.navigate(address + "/labs/box");
      page.locator("[data-start=box]").click();
      page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
      faults.forget("status of 403");
      assertThat(page.locator("#provider")).isVisible();
      Chromium.screenshot(page, "sign-in-provider-phone-dark");
      page.locator("#provider").click();
      enter(page, "bob");

      assertThat(page.locator("h1")).hasText("You are signed in");
      Accessibility.assertGood(page, "the page that says who signed in");
      Chromium.screenshot(page, "signed-in-phone-dark");
      page.reload();
      page.locator("main a.button").click();
      page.waitForURL(address + "/labs/box");
      page.locator("[data-start=box]").click();
      page.waitForURL("**/workspaces/**");
      page.navigate(address + "/instructors");
      assertThat(page.locator("#sign-in")).isVisible();
      faults.assertNone();
    }
  }

  /** The provider's own form asks for one; a test asks nothing of the internet. */
  private static void withoutForeignFonts(BrowserContext context) {
    context.route(
        "https://fonts.googleapis.com/**",
        route -> route.fulfill(new Route.FulfillOptions().setContentType("text/css").setBody("")));
  }

  /** The form is the provider's own. */
  private static void enter(Page page, String login) {
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill("any");
    page.locator("button[type=submit]").click();
  }
}
