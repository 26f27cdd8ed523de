package io.sidelab.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seats held for a cohort and workspaces kept warm for it, on the real engine. */
@Timeout(400)
class CohortIT {
  private static final Logger LOG = LoggerFactory.getLogger(CohortIT.class);
  private static final Duration LONG = Duration.ofSeconds(240);
  private static final String CLASS = "monday";

  private static TestEngine engine;

  @TempDir Path data;
  private TestServer server;

  @BeforeAll
  static void connect() throws Exception {
    engine = new TestEngine();
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.close();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  private record Taken(String id, long viewMillis, long promptMillis) {}

  @Test
  void fortyLearnersAtOnceGetFortyWarmWorkspacesWithAPrompt() throws Exception {
    int seats = 40;
    serve(seats + 1);
    long begun = System.nanoTime();
    warm(lab(), seats);
    LOG.info("{} workspaces were warm after {} ms", seats, millisSince(begun));
    int made = engine.engine().machines().list(engine.labels()).size();

    List<Taken> taken = atOnce(seats);

    LOG.info("claim to READY view: {}", spread(taken.stream().map(Taken::viewMillis).toList()));
    LOG.info("claim to prompt: {}", spread(taken.stream().map(Taken::promptMillis).toList()));
    assertThat(taken)
        .as("nobody waits as long as a start takes")
        .allSatisfy(one -> assertThat(one.promptMillis()).isLessThan(10_000));
    Set<String> ids = new HashSet<>();
    taken.forEach(one -> assertThat(ids.add(one.id())).as("nobody else has it").isTrue());
    assertThat(made).isEqualTo(seats);
    assertThat(server.workspaces.cohorts().warmth(CLASS).labs())
        .containsExactly(new Warmth.LabWarmth("lab", 0, 0, 0, 0, Optional.empty()));
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(seats);
    assertThat(server.store.openWorkspaces())
        .extracting(record -> record.learnerId())
        .doesNotContain(WarmPool.OWNER)
        .doesNotHaveDuplicates();
  }

  private List<Taken> atOnce(int learners) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(learners);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<Taken>> starts = new ArrayList<>();
      for (int i = 0; i < learners; i++) {
        String learner = "learner" + i;
        starts.add(threads.submit(() -> take(learner, go)));
      }
      go.countDown();
      List<Taken> taken = new ArrayList<>();
      for (Future<Taken> start : starts) {
        taken.add(start.get(120, TimeUnit.SECONDS));
      }
      return taken;
    } finally {
      threads.shutdownNow();
    }
  }

  private Taken take(String learner, CountDownLatch go) throws Exception {
    go.await();
    long begun = System.nanoTime();
    WorkspaceView view = server.workspaces.start(learner, lab(), terms());
    final long viewed = millisSince(begun);
    assertThat(view.state()).isEqualTo(WorkspaceState.READY);
    assertThat(view.learnerId()).isEqualTo(learner);
    assertThat(Duration.between(view.created(), view.expires())).isEqualTo(Duration.ofMinutes(50));
    String terminal = view.machines().get(0).terminal();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal(learner, terminal))) {
      screen.shows("# ");
      final long prompted = millisSince(begun);
      screen.type("echo $((6 * 7)) for " + learner);
      screen.shows("42 for " + learner);
      return new Taken(view.id(), viewed, prompted);
    }
  }

  @Test
  void heldSeatsAreTheCohortsAndNobodyElses() throws Exception {
    serve(3);
    server.workspaces.cohorts().hold(CLASS, 2, List.of(lab()));

    server.ready("ada", lab());
    WorkspaceView bob = server.workspaces.start("bob", lab());
    WorkspaceView eve = server.workspaces.start("eve", lab(), of("another"));
    assertThat(List.of(bob.state(), eve.state())).containsOnly(WorkspaceState.QUEUED);
    noRoom(() -> server.workspaces.cohorts().hold("another", 1, List.of(lab())));
    noRoom(() -> server.workspaces.cohorts().hold(CLASS, 3, List.of(lab())));
    SeatReport report =
        server.workspaces.cohorts().report(new SeatRequest(3, List.of(lab()), Optional.of(CLASS)));
    assertThat(report.fits()).isFalse();
    assertThat(report.needs())
        .filteredOn(need -> need.resource() == SeatReport.Resource.DISK)
        .allSatisfy(need -> assertThat(need.available()).isPositive());

    WorkspaceView cleo = server.workspaces.start("cleo", lab(), terms());
    server.reaches("cleo", cleo.id(), WorkspaceState.READY);
    server.workspaces.cohorts().release(CLASS);

    server.reaches("bob", bob.id(), WorkspaceState.READY);
    assertThat(server.workspaces.find("eve", eve.id()).place()).hasValue(1);
  }

  @Test
  void aReleaseEndsWhatIsWarmAndNothingElse() throws Exception {
    serve(4);
    warm(lab(), 3);
    WorkspaceView ada = server.workspaces.start("ada", lab(), terms());

    server.workspaces.cohorts().release(CLASS);

    Eventually.until(
        "only ada's is left",
        LONG,
        () ->
            server.workspaces.capacity().equals(new Capacity(1, 4, 0))
                && engine.engine().machines().list(engine.labels()).size() == 1);
    assertThat(server.workspaces.find("ada", ada.id()).state()).isEqualTo(WorkspaceState.READY);
    assertThat(server.workspaces.cohorts().warmth(CLASS).labs()).isEmpty();
  }

  @Test
  void thePoolMakesWayForALearnerOfAnotherLab() throws Exception {
    serve(2);
    Lab other = Labs.of("other", List.of(Labs.box(engine.busybox())));
    server.workspaces.cohorts().hold(CLASS, 2, List.of(lab(), other));
    warm(lab(), 2);

    WorkspaceView ada = server.workspaces.start("ada", other, terms());

    server.reaches("ada", ada.id(), WorkspaceState.READY);
    Warmth.LabWarmth left = server.workspaces.cohorts().warmth(CLASS).labs().get(0);
    assertThat(List.of(left.wanted(), left.ready())).containsExactly(1, 1);
  }

  @Test
  void aWorkspaceThatIsStartingIsGivenToWhoeverCannotWait() throws Exception {
    ImagesOnDemand images = new ImagesOnDemand();
    server = setup(2).with(images).serve();
    server.workspaces.cohorts().hold(CLASS, 1, List.of(lab()));
    server.workspaces.cohorts().warm(CLASS, lab(), 1);
    Eventually.until("it starts", LONG, () -> warmth().starting() == 1);

    WorkspaceView ada = server.workspaces.start("ada", lab(), terms());

    assertThat(ada.state()).isEqualTo(WorkspaceState.STARTING);
    assertThat(server.workspaces.capacity().running()).isEqualTo(1);
    images.isThere(engine.busybox());
    server.reaches("ada", ada.id(), WorkspaceState.READY);
  }

  @Test
  void aWarmOneIsRecordedFromTheMomentThatItsLearnerGetsIt() throws Exception {
    serve(2);
    warm(lab(), 1);
    StartTerms recorded = new StartTerms(Optional.of(CLASS), Optional.empty(), true);

    WorkspaceView ada = server.workspaces.start("ada", lab(), recorded);

    assertThat(ada.recorded()).isTrue();
    String terminal = ada.machines().get(0).terminal();
    server.workspaces.terminal("ada", terminal).type(ByteBuffer.wrap("ls\n".getBytes(UTF_8)));
    Eventually.passes(
        TestServer.SOON,
        () -> {
          assertThat(server.recordings.of("ada"))
              .extracting(RecordedWorkspace::id)
              .containsExactly(ada.id());
          assertThat(server.recordings.files(ada.id())).hasSize(1);
        });
    assertThat(server.recordings.of(WarmPool.OWNER)).isEmpty();
  }

  @Test
  void nobodyHasMoreThanTheirShareOfWarmOnes() throws Exception {
    serve(4);
    warm(lab(), 3);
    server.workspaces.start("ada", lab(), terms());
    server.workspaces.start("ada", lab(), terms());

    assertThatThrownBy(() -> server.workspaces.start("ada", lab(), terms()))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_WORKSPACES));
    assertThat(warmth().ready()).isEqualTo(1);
  }

  @Test
  void aLabThatCannotBeHadIsNotTriedForEver() throws Exception {
    serve(4);
    Lab broken = Labs.of(Labs.running(engine.busybox(), "no-such-program"));
    server.workspaces.cohorts().hold(CLASS, 2, List.of(broken));

    server.workspaces.cohorts().warm(CLASS, broken, 2);

    Eventually.until(
        "it gives up",
        LONG,
        () -> warmth().failed() >= 3 && server.workspaces.capacity().running() == 0);
    assertThat(warmth().failed()).isLessThanOrEqualTo(4); // two were under way at the third
    assertThat(warmth().lastReason()).isPresent();
  }

  @Test
  void anInstructorEndsALearnersLabAndTheLearnerReadsIt() throws Exception {
    serve(2);
    WorkspaceView ada = server.ready("ada", lab());

    server.workspaces.end("ada", ada.id(), EndReason.CLOSED_BY_INSTRUCTOR);

    WorkspaceView closed = server.reaches("ada", ada.id(), WorkspaceState.CLOSED);
    assertThat(closed.message()).isEqualTo("Your instructor ended this lab.");
  }

  private void warm(Lab lab, int count) throws Exception {
    Cohorts cohorts = server.workspaces.cohorts();
    cohorts.hold(CLASS, count, List.of(lab));
    cohorts.warm(CLASS, lab, count);
    Eventually.until("they are warm", LONG, () -> warmth().ready() == count);
  }

  private Warmth.LabWarmth warmth() {
    return server.workspaces.cohorts().warmth(CLASS).labs().get(0);
  }

  private static void noRoom(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.NO_ROOM);
              assertThat(failure.learnerText()).contains("workspaces.limit to 4 or more");
            });
  }

  private static StartTerms terms() {
    return of(CLASS);
  }

  private static StartTerms of(String cohort) {
    return new StartTerms(Optional.of(cohort), Optional.of(Duration.ofMinutes(50)), false);
  }

  private static Lab lab() {
    return Labs.of(Labs.box(engine.busybox()));
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static String spread(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return "median %d ms, largest %d ms"
        .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  private void serve(int limit) {
    server = setup(limit).serve();
  }

  private TestServer.Setup setup(int limit) {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data)
        .with(Settings.with(limit, 2, 100));
  }
}
