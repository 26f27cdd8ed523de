package io.sidelab.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.sidelab.browser.Accessibility;
import io.sidelab.browser.Chromium;
import io.sidelab.browser.PageFaults;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.WrittenLab;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Robots go through small labs on a real server and engine, as their instructor sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class RehearsalIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final String TASK =
      """
      ```check machine=box
      [ -e /root/done ] || { echo "There is no /root/done yet; touch makes one."; exit 1; }
      ```
      ```hint
      touch /root/done
      ```
      ```solution
      %s
      ```
      """;

  @TempDir static Path data;
  @TempDir static Path labs;

  private TestEngine engine;
  private ClassProcess server;
  private Visitor ada;
  private Visitor bob;

  @BeforeAll
  void start() throws Exception {
    engine = new TestEngine();
    String box = "box: {image: \"%s\", memory: 32 MiB, network: none}".formatted(engine.busybox());
    new WrittenLab(labs, "sound", box)
        .step("Only to read.\n")
        .step(TASK.formatted("touch /root/done"))
        .step("```predict id=name machine=box\nIts name?\n$ hostname\n```\n");
    new WrittenLab(labs, "wrong", box).step(TASK.formatted("touch /root/dome"));
    new WrittenLab(labs, "endless", box).step(TASK.formatted("sleep 600; touch /root/done"));
    server = new ClassProcess(data, labs);
    ada = server.firstInstructor("Ada");
    bob = server.invited(ada, "Bob");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    assertThat(server.containers(engine)).as("containers at the end").isEmpty();
    engine.close();
  }

  @Test
  void robotsGoThroughTheWorkshopAndLeaveNothingBehind() throws Exception {
    JsonNode workshop = server.prepare(ada, 4, "sound");
    JsonNode begun = rehearse(ada, workshop, 4);
    assertThat(begun.path("phase").asText()).isEqualTo("JOINING");
    Eventually.until(
        "four robots are seen at work",
        PATIENCE,
        () -> {
          JsonNode tower = ClassProcess.tower(ada, workshop);
          Set<String> names = texts(tower.path("learners"), "name");
          boolean present =
              names.equals(Set.of("Robot 1", "Robot 2", "Robot 3", "Robot 4"))
                  && texts(tower.path("learners"), "present").equals(Set.of("true"));
          return present || over(report(ada, workshop));
        });
    JsonNode report = awaitEnd(ada, workshop);

    assertThat(report.path("end").asText()).isEqualTo("All robots are through.");
    assertThat(report.path("joined").asInt()).isEqualTo(4);
    assertThat(report.path("through").asInt()).isEqualTo(4);
    assertThat(report.path("failures")).as(report.toPrettyString()).isEmpty();
    assertThat(report.path("stepsPassed").asInt()).isEqualTo(8);
    assertThat(report.path("stepsFailed").asInt()).isZero();
    assertThat(report.path("ready").path("count").asInt()).isEqualTo(4);
    assertThat(report.path("ready").path("median").asDouble()).isBetween(1.0, 240_000.0);
    assertThat(report.path("ready").path("slowest").asDouble())
        .isGreaterThanOrEqualTo(report.path("ready").path("median").asDouble());
    assertThat(report.path("echo").path("count").asInt()).isPositive();
    assertThat(report.path("labs").get(0).path("through").asInt()).isEqualTo(4);
    assertThat(report.path("host").path("containersPeak").asLong()).isPositive();
    assertThat(report.path("scarce")).isNotEmpty();
    assertNothingLeft(workshop, report, "prepared");
  }

  @Test
  void aSolutionThatDoesNotSolveIsReportedWithItsPlace() throws Exception {
    JsonNode workshop = server.prepare(ada, 2, "wrong");
    open(workshop);
    rehearse(ada, workshop, 2);
    JsonNode report = awaitEnd(ada, workshop);

    assertThat(report.path("stepsPassed").asInt()).isZero();
    assertThat(report.path("stepsFailed").asInt()).isEqualTo(2);
    JsonNode failure = report.path("failures").get(0);
    assertThat(failure.path("robot").asText()).startsWith("Robot ");
    assertThat(failure.path("lab").asText()).isEqualTo("wrong");
    assertThat(failure.path("step").asInt()).isEqualTo(1);
    assertThat(failure.path("reason").asText())
        .contains("wrong/steps/01-step.md")
        .contains("does not pass after this solution")
        .contains("There is no /root/done yet");
    assertNothingLeft(workshop, report, "open");
  }

  @Test
  void stoppedInTheMiddleNothingIsLeftEither() throws Exception {
    JsonNode workshop = server.prepare(ada, 3, "endless");
    rehearse(ada, workshop, 3);
    Eventually.until(
        "all are ready",
        PATIENCE,
        () -> report(ada, workshop).path("ready").path("count").asInt() == 3);

    assertThat(ada.delete(rehearsal(workshop)).statusCode()).isEqualTo(204);
    JsonNode report = awaitEnd(ada, workshop);

    assertThat(report.path("end").asText()).isEqualTo("It was stopped.");
    assertThat(report.path("through").asInt()).isZero();
    assertNothingLeft(workshop, report, "prepared");
  }

  @Test
  void onlyItsInstructorSeesOrStopsItAndASecondOneWaits() throws Exception {
    JsonNode workshop = server.prepare(ada, 1, "endless");
    JsonNode others = server.prepare(bob, 1, "sound");
    rehearse(ada, workshop, 1);
    try {
      assertThat(bob.get(rehearsal(workshop)).statusCode()).isEqualTo(404);
      assertThat(bob.delete(rehearsal(workshop)).statusCode()).isEqualTo(404);
      assertThat(tryToRehearse(bob, workshop, 1, 5).statusCode()).isEqualTo(404);
      assertThat(server.visitor().get(rehearsal(workshop)).statusCode()).isEqualTo(401);
      assertThat(tryToRehearse(bob, others, 1, 5).statusCode()).isEqualTo(409);
      assertThat(over(report(ada, workshop))).isFalse();
    } finally {
      ada.delete(rehearsal(workshop));
      awaitEnd(ada, workshop);
    }
  }

  @Test
  void learnersAreNotDisturbedByRobots() throws Exception {
    JsonNode workshop = server.prepare(ada, 2, "sound");
    Visitor learner = server.visitor();
    ClassFixture.tryToJoin(learner, workshop.path("code").asText(), "Cleo");

    HttpResponse<String> refused = tryToRehearse(ada, workshop, 2, 5);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Learners are in this workshop (Cleo)");
    assertThat(tryToRehearse(ada, workshop, 3, 5).statusCode()).isEqualTo(400);
    assertThat(tryToRehearse(ada, workshop, 2, 0).statusCode()).isEqualTo(400);
    assertThat(report(ada, workshop).isNull()).isTrue();
  }

  @Test
  void thePageBeginsItAndReadsTheReport() throws Exception {
    JsonNode workshop = server.prepare(ada, 2, "sound", "wrong");
    try (Chromium chromium = new Chromium();
        BrowserContext context = chromium.learner(1280, 900, ColorScheme.LIGHT)) {
      String[] cookie = ada.cookie.split("=", 2);
      context.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(ada.base())));
      PageFaults faults = new PageFaults(context);
      Page page = context.newPage();
      page.navigate(ada.base() + "/workshops/" + workshop.path("id").asText() + "/rehearsal");
      Locator status = page.locator(".rehearsal-status");
      assertThat(status).hasText("Not rehearsed yet.");
      assertThat(page.locator("#rehearsal-learners")).hasValue("2");
      Accessibility.assertGood(page, "the page of a rehearsal before it");
      page.locator("#rehearsal-learners").focus();
      page.keyboard().press("Enter");
      assertThat(page.getByText("Stop")).isVisible();
      Eventually.until("it is over", PATIENCE, () -> over(report(ada, workshop)));
      assertThat(status).hasText("All robots are through.");
      assertThat(page.locator(".rehearsal-report .notice")).containsText("2 steps failed.");
      assertThat(page.locator(".rehearsal-failures li")).hasCount(2);
      Accessibility.assertGood(page, "the report of a rehearsal");
      screenshot(page, "rehearsal-report");
      page.locator("#theme-switch").click();
      Accessibility.assertGood(page, "the report of a rehearsal in the dark");
      screenshot(page, "rehearsal-report-dark");
      page.setViewportSize(390, 844);
      Accessibility.assertGood(page, "the report of a rehearsal on a phone");
      screenshot(page, "rehearsal-report-phone");
      faults.assertNone();
    }
  }

  private static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", name + ".png")));
  }

  private void assertNothingLeft(JsonNode workshop, JsonNode report, String state)
      throws Exception {
    assertThat(report.path("left").asText()).isEmpty();
    JsonNode tower = ClassProcess.tower(ada, workshop);
    assertThat(tower.path("learners")).isEmpty();
    assertThat(tower.path("workshop").path("state").asText()).isEqualTo(state);
    assertThat(server.containers(engine)).as("containers of robots").isEmpty();
  }

  private void open(JsonNode workshop) throws Exception {
    assertThat(ada.post(ClassProcess.path(workshop) + "/open", null).statusCode()).isEqualTo(200);
  }

  private static String rehearsal(JsonNode workshop) {
    return ClassProcess.path(workshop) + "/rehearsal";
  }

  private static HttpResponse<String> tryToRehearse(
      Visitor instructor, JsonNode workshop, int learners, int minutes) throws Exception {
    return instructor.post(
        rehearsal(workshop), "{\"learners\":%d,\"minutes\":%d}".formatted(learners, minutes));
  }

  private static JsonNode rehearse(Visitor instructor, JsonNode workshop, int learners)
      throws Exception {
    HttpResponse<String> answer = tryToRehearse(instructor, workshop, learners, 5);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Visitor.json(answer).path("report");
  }

  private static JsonNode report(Visitor instructor, JsonNode workshop) throws Exception {
    return Visitor.json(instructor.get(rehearsal(workshop))).path("report");
  }

  private static boolean over(JsonNode report) {
    return report.path("phase").asText().equals("OVER");
  }

  private static JsonNode awaitEnd(Visitor instructor, JsonNode workshop) throws Exception {
    Eventually.until("it is over", PATIENCE, () -> over(report(instructor, workshop)));
    return report(instructor, workshop);
  }

  private static Set<String> texts(JsonNode rows, String field) {
    Set<String> texts = new HashSet<>();
    rows.forEach(row -> texts.add(row.path(field).asText()));
    return texts;
  }
}
