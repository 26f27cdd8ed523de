package io.sidelab.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import io.sidelab.browser.Accessibility;
import io.sidelab.browser.Chromium;
import io.sidelab.browser.PageFaults;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceState;
import io.sidelab.workspace.WorkspaceView;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A learner and an instructor at the shell of one container, each in a browser of their own. */
@Timeout(300)
class WatchedTerminalIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** A terminal takes other colours with a later frame. */
  private static final String FOUR_FRAMES =
      """
      async () => {
        for (let frame = 0; frame < 4; frame++) {
          await new Promise((next) => requestAnimationFrame(next));
        }
      }
      """;

  private TestEngine engine;
  private Chromium chromium;
  private Site site;
  private StreamTerminals terminals;
  private BrowserContext learners;
  private BrowserContext guests;
  private PageFaults learnerFaults;
  private PageFaults guestFaults;
  private Page learner;
  private Page ada;

  @BeforeEach
  void start() throws Exception {
    engine = new TestEngine();
    chromium = new Chromium();
    site = new Site();
    terminals = new StreamTerminals(TerminalSettings.defaults(), Clock.systemUTC());
    Terminal terminal = terminals.create("t-box", TerminalSize.DEFAULT, ended -> {});
    String machine = engine.engine().machines().create(engine.container("sh"));
    terminal.connect(engine.engine().machines().attach(machine, false));
    engine.engine().machines().start(machine);
    site.workspaces.terminal = terminal;
    site.passes =
        (request, id) ->
            Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals("guest") && id.equals("t-box"))
                .map(cookie -> new GuestPass(terminal, cookie.getValue() + ", instructor"))
                .findFirst();
    learners = chromium.learner(1280, 800, ColorScheme.LIGHT);
    guests = chromium.learner(1100, 700, ColorScheme.LIGHT);
    guests.addCookies(List.of(new Cookie("guest", "Ada").setUrl(base())));
    learnerFaults = new PageFaults(learners);
    guestFaults = new PageFaults(guests);
    learner = learners.newPage();
    ada = guests.newPage();
    openLab();
  }

  @AfterEach
  void stop() throws Exception {
    learners.close();
    guests.close();
    chromium.close();
    site.workspaces.terminal.close();
    site.close();
    terminals.close();
    engine.close();
  }

  private String base() {
    return "http://127.0.0.1:" + site.server.port();
  }

  private void openLab() throws Exception {
    var started =
        learner
            .request()
            .post(
                base() + "/api/workspaces",
                RequestOptions.create().setData(Map.of("lab", "one-kernel")));
    assertThat(started.ok()).isTrue();
    site.workspaces.change("w1", WatchedTerminalIT::withOneMachine);
    learner.navigate(base() + "/workspaces/w1");
    shows(learner, "/ # $");
  }

  /** On paper, all machines have the one terminal there is. */
  private static WorkspaceView withOneMachine(WorkspaceView view) {
    return new WorkspaceView(
        view.id(),
        view.learnerId(),
        view.labId(),
        WorkspaceState.READY,
        view.place(),
        view.end(),
        "",
        view.machines().subList(0, 1),
        view.created(),
        view.expires(),
        view.idleAt(),
        view.extendable(),
        view.passed(),
        view.answers(),
        view.predictions(),
        view.recorded(),
        false);
  }

  private static String screen(Page page) {
    String text = page.locator(".xterm-rows:visible").innerText();
    return text.replace('\u00a0', ' ').replaceAll("[ \n]+$", "");
  }

  private static void shows(Page page, String regex) throws Exception {
    Eventually.passes(SOON, () -> assertThat(screen(page) + " ").containsPattern("(?m)" + regex));
  }

  private static void type(Page page, String text) {
    page.locator(".xterm:visible").click();
    page.keyboard().type(text);
  }

  private Locator badge() {
    return learner.locator(".guest-badge");
  }

  private void adaWatches() throws Exception {
    ada.navigate(base() + "/watch/t-box");
    shows(ada, "/ # $");
    assertThat(badge()).containsText("Ada, instructor, is watching");
  }

  private void adaAsks() {
    ada.getByText("Ask to type").click();
    assertThat(ada.locator(".watch-words")).containsText("Waiting for the learner's answer");
    assertThat(learner.locator(".guest-question p"))
        .hasText("Ada, instructor, asks to type here beside you.");
  }

  /** Out of the terminal, on to the question, yes. */
  private void allowByKeyboard() {
    assertThat(learner.locator(".xterm-helper-textarea")).isFocused();
    learner.keyboard().press("Control+Shift+ArrowUp");
    assertThat(learner.locator("[role=tab][aria-selected=true]")).isFocused();
    Locator allow = learner.locator(".guest-question .primary");
    for (int stops = 0; stops < 8 && !focused(allow); stops++) {
      learner.keyboard().press("Tab");
    }
    assertThat(allow).isFocused();
    learner.keyboard().press("Enter");
    assertThat(learner.locator(".xterm-helper-textarea")).isFocused();
  }

  private static boolean focused(Locator element) {
    return (boolean) element.evaluate("one => one === document.activeElement");
  }

  @Test
  void anInstructorWatchesAsksTypesAndIsStopped() throws Exception {
    assertThat(badge()).isHidden();
    adaWatches();
    type(learner, "echo from the lear''ner\n");
    shows(ada, "^from the learner");
    assertThat(ada.locator(".xterm-rows > div")).hasCount(rows());
    type(ada, "nobody-reads-this");
    Accessibility.assertGood(learner, "a watched terminal");
    Accessibility.assertGood(ada, "a terminal to watch");

    type(learner, "");
    adaAsks();
    picture("asks");
    Accessibility.assertGood(learner, "a guest who asks");
    allowByKeyboard();

    assertThat(badge()).containsText("Ada, instructor, is typing with you");
    assertThat(ada.locator(".watch-words")).containsText("You can type here now");
    type(ada, "echo h''i\n");
    shows(learner, "^hi *$");
    picture("types");
    Accessibility.assertGood(learner, "a guest who types");
    Accessibility.assertGood(ada, "a terminal to type in");
    onlyTheLearnersScreenAnswersPrograms();

    badge().getByText("Stop").click();
    assertThat(badge()).containsText("Ada, instructor, is watching");
    assertThat(ada.locator(".watch-words")).containsText("You can ask again in a minute");
    type(ada, "not-any-more");
    type(learner, "echo e''nd\n");
    shows(ada, "^end *$");
    assertThat(screen(learner)).doesNotContain("not-any-more", "nobody-reads-this");

    ada.close();
    assertThat(badge()).isHidden();
    learnerFaults.assertNone();
    guestFaults.assertNone();
  }

  /** Both screens could: a shell that asks what it is on would be answered twice. */
  private void onlyTheLearnersScreenAnswersPrograms() throws Exception {
    type(
        learner,
        "clear; stty -icanon -echo min 0 time 20; printf '\\033[c'; cat > /tmp/a; stty sane;"
            + " echo answers: $(grep -o '1;2c' /tmp/a | wc -l)\n");
    shows(ada, "^answers: 1 *$");
  }

  private int rows() {
    return site.workspaces.terminal.size().rows();
  }

  private void picture(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (Page page : List.of(learner, ada)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate(FOUR_FRAMES);
        String who = page == learner ? "learner" : "guest";
        Chromium.screenshot(page, "company-" + name + "-" + who + "-" + scheme.name());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      }
    }
  }

  @Test
  void theWatchedScreenFillsItsWindowAndFollowsTheLearnersSize() throws Exception {
    adaWatches();
    for (int[] window : new int[][] {{1400, 900}, {900, 600}, {500, 400}}) {
      ada.setViewportSize(window[0], window[1]);
      learner.setViewportSize(window[1] + 300, window[0] / 2 + 200);
      Eventually.passes(
          SOON,
          () -> {
            assertThat(ada.locator(".xterm-rows > div").count()).isEqualTo(rows());
            BoundingBox screen = ada.locator(".xterm-screen").boundingBox();
            BoundingBox place = ada.locator(".terminal-screen").boundingBox();
            assertThat(screen.x + screen.width).isLessThanOrEqualTo(place.x + place.width);
            assertThat(screen.y + screen.height).isLessThanOrEqualTo(place.y + place.height);
            double used = Math.max(screen.width / place.width, screen.height / place.height);
            assertThat(used).isGreaterThan(0.8);
          });
    }
    guestFaults.assertNone();
  }

  @Test
  void theLearnersOwnProjectorAlarmsNobodyAndHasNothingToAskFor() throws Exception {
    Page projector = learners.newPage();
    projector.navigate(base() + "/watch/t-box");
    shows(projector, "/ # $");
    type(learner, "echo sh''own\n");
    shows(projector, "^shown *$");
    assertThat(badge()).isHidden();
    assertThat(projector.locator(".watch-bar button")).isHidden();
    learnerFaults.assertNone();
  }
}
