package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.MovableClock;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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

/** A server with little room. */
@Timeout(180)
class QueueIT {
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

  @Test
  void startsThoseWhoWaitInOrder() throws Exception {
    server = setup().with(Settings.with(1, 1, 2)).serve();
    WorkspaceView ada = server.ready("ada", lab());
    WorkspaceView bob = server.workspaces.start("bob", lab());
    WorkspaceView eve = server.workspaces.start("eve", lab());

    assertThat(bob.state()).isEqualTo(WorkspaceState.QUEUED);
    assertThat(List.of(bob.place(), eve.place()))
        .containsExactly(OptionalInt.of(1), OptionalInt.of(2));
    assertThat(server.workspaces.capacity()).isEqualTo(new Capacity(1, 1, 2));
    refused(Reason.QUEUE_FULL, () -> server.workspaces.start("mallory", lab()));
    assertThat(server.workspaces.of("mallory")).isEmpty();

    List<OptionalInt> places = new ArrayList<>();
    server.workspaces.watch("eve", eve.id(), view -> places.add(view.place()));
    server.workspaces.close("ada", ada.id());

    server.reaches("bob", bob.id(), WorkspaceState.READY);
    assertThat(server.workspaces.find("eve", eve.id()).place()).hasValue(1);
    Eventually.until("eve hears of it", TestServer.SOON, () -> places.contains(OptionalInt.of(1)));
  }

  @Test
  void letsGoOfTheQueue() throws Exception {
    server = setup().with(Settings.with(1, 1, 2)).serve();
    server.ready("ada", lab());
    WorkspaceView bob = server.workspaces.start("bob", lab());

    server.workspaces.close("bob", bob.id());

    WorkspaceView left = server.reaches("bob", bob.id(), WorkspaceState.CLOSED);
    assertThat(left.end()).contains(EndReason.LEFT_QUEUE);
    Eventually.until(
        "its place is free", TestServer.SOON, () -> server.workspaces.capacity().queued() == 0);
  }

  @Test
  void givesThePlaceOfSomebodyWhoLeftToTheNext() throws Exception {
    MovableClock clock = new MovableClock();
    server = setup().with(Settings.with(1, 1, 2)).with(clock).serve();
    server.ready("ada", lab());
    WorkspaceView bob = server.workspaces.start("bob", lab());
    WorkspaceView eve = server.workspaces.start("eve", lab());

    clock.move(Duration.ofSeconds(100));
    server.workspaces.used("eve", eve.id());
    clock.move(Duration.ofSeconds(100));

    WorkspaceView away = server.reaches("bob", bob.id(), WorkspaceState.CLOSED);
    assertThat(away.message()).contains("You were away");
    // A workspace says that it is closed a moment before its place is given on.
    Eventually.until(
        "eve moves up",
        TestServer.SOON,
        () -> server.workspaces.find("eve", eve.id()).place().equals(OptionalInt.of(1)));
  }

  @Test
  void holdsALearnerToTheirShare() throws Exception {
    server = setup().with(Settings.with(10, 1, 10)).serve();
    WorkspaceView first = server.ready("ada", lab());

    refused(Reason.TOO_MANY_WORKSPACES, () -> server.workspaces.start("ada", lab()));
    server.workspaces.close("ada", first.id());

    server.ready("ada", lab());
  }

  @Test
  void leavesNothingWhenManyComeAndGoAtOnce() throws Exception {
    server = setup().with(Settings.with(4, 2, 100)).serve();
    ExecutorService learners = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> visits = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String learner = "learner" + i;
        boolean patient = i % 3 != 0;
        visits.add(learners.submit(() -> visit(learner, patient)));
      }
      for (Future<?> visit : visits) {
        visit.get(150, TimeUnit.SECONDS);
      }
    } finally {
      learners.shutdownNow();
    }

    Eventually.until(
        "all room is free again",
        TestServer.SOON,
        () -> server.workspaces.capacity().equals(new Capacity(0, 4, 0)));
    engine.assertNothingLeft();
    assertThat(server.store.openWorkspaces()).isEmpty();
  }

  /** Some wait until they can work, others leave at once. */
  private Void visit(String learner, boolean patient) throws Exception {
    WorkspaceView view = server.workspaces.start(learner, lab());
    if (patient) {
      Eventually.until(
          "its turn comes",
          Duration.ofSeconds(140),
          () -> server.workspaces.find(learner, view.id()).state() == WorkspaceState.READY);
    }
    server.workspaces.close(learner, view.id());
    Eventually.until(
        "it is closed",
        Duration.ofSeconds(140),
        () -> server.workspaces.find(learner, view.id()).state() == WorkspaceState.CLOSED);
    return null;
  }

  private static void refused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private static Lab lab() {
    return Labs.of(Labs.box(engine.busybox()));
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }
}
