package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.docker.DockerEngine;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.MovableClock;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Warm workspaces and paused ones whose server was killed. */
@Timeout(180)
class CohortReturnIT {
  private static final String CLASS = "monday";
  private static final Duration TIME = Duration.ofMinutes(50);

  private static TestEngine engine;

  private final MovableClock clock = new MovableClock();

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
  void aLaterServerGivesOutWhatAnEarlierOneWarmed() throws Exception {
    warmOnAServerThatIsKilled(2);

    server = setup().serve(lab());
    Eventually.until("both are there", TestServer.SOON, () -> ready() == 0 && running() == 2);
    Cohorts cohorts = server.workspaces.cohorts();
    cohorts.hold(CLASS, 2, List.of(lab()));
    cohorts.warm(CLASS, lab(), 2);
    clock.move(Duration.ofHours(5));
    Eventually.until("both are ready", TestServer.SOON, () -> ready() == 2);

    WorkspaceView ada = server.workspaces.start("ada", lab(), terms());
    assertThat(ada.state()).isEqualTo(WorkspaceState.READY);
    assertThat(ada.expires()).isEqualTo(clock.instant().plus(TIME));
    assertThat(answers("ada", ada)).isTrue();
    WorkspaceView bob = server.workspaces.start("bob", lab(), terms());
    assertThat(bob.state()).isEqualTo(WorkspaceState.READY);
    assertThat(bob.id()).isNotEqualTo(ada.id());
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(2);
  }

  @Test
  void whatWasClaimedStaysItsLearnersAfterARestart() throws Exception {
    server = setup().with(adapter()).serve(lab());
    warm(1);
    WorkspaceView ada = server.workspaces.start("ada", lab(), terms());
    server.drop();

    server = setup().serve(lab());

    server.machineReaches("ada", ada.id(), "box", MachineState.READY);
    WorkspaceView view = server.workspaces.find("ada", ada.id());
    assertThat(view.expires()).isEqualTo(ada.expires());
    assertThat(answers("ada", view)).isTrue();
    clock.move(Duration.ofMinutes(2));
    Eventually.until("a look at the clock", TestServer.SOON, () -> running() == 1);
    server.workspaces.cohorts().hold(CLASS, 20, List.of(lab()));
    assertThat(server.workspaces.capacity()).isEqualTo(new Capacity(1, 20, 0, 19));
  }

  @Test
  void whatNobodyHoldsAgainIsRemovedAfterAMinute() throws Exception {
    warmOnAServerThatIsKilled(2);

    server = setup().serve(lab());
    Eventually.until("both are there", TestServer.SOON, () -> running() == 2);
    clock.move(Duration.ofSeconds(59));
    server.ready("ada", lab());
    assertThat(running()).isEqualTo(3);
    clock.move(Duration.ofSeconds(1));

    Eventually.until("they are gone", TestServer.SOON, () -> running() == 1);
    assertThat(server.store.openWorkspaces()).hasSize(1);
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(1);
  }

  @Test
  void aPauseLastsThroughARestart() throws Exception {
    server = setup().with(adapter()).serve(lab());
    StartTerms terms = new StartTerms(Optional.empty(), Optional.of(TIME), false);
    WorkspaceView ada = server.workspaces.start("ada", lab(), terms);
    server.reaches("ada", ada.id(), WorkspaceState.READY);
    Instant end = server.workspaces.find("ada", ada.id()).expires();
    server.workspaces.pause("ada", ada.id());
    server.workspaces.pause("bob", ada.id());
    assertThat(server.workspaces.find("ada", ada.id()).paused()).isTrue();
    server.drop();
    clock.move(Duration.ofHours(30));

    server = setup().serve(lab());

    server.machineReaches("ada", ada.id(), "box", MachineState.READY);
    WorkspaceView adopted = server.workspaces.find("ada", ada.id());
    assertThat(adopted.paused()).isTrue();
    assertThat(answers("ada", adopted)).as("typing goes on in a pause").isTrue();
    clock.move(Duration.ofHours(10));
    server.workspaces.resume("bob", ada.id());
    assertThat(server.workspaces.find("ada", ada.id()).paused()).isTrue();
    server.workspaces.resume("ada", ada.id());
    WorkspaceView resumed = server.workspaces.find("ada", ada.id());
    assertThat(resumed.paused()).isFalse();
    assertThat(resumed.expires()).isEqualTo(end.plus(Duration.ofHours(40)));
    clock.move(TIME);
    WorkspaceView closed = server.reaches("ada", ada.id(), WorkspaceState.CLOSED);
    assertThat(closed.end()).contains(EndReason.TIME_UP);
  }

  private void warmOnAServerThatIsKilled(int count) throws Exception {
    server = setup().with(adapter()).serve(lab());
    warm(count);
    server.drop();
  }

  private void warm(int count) throws Exception {
    server.workspaces.cohorts().hold(CLASS, count, List.of(lab()));
    server.workspaces.cohorts().warm(CLASS, lab(), count);
    Eventually.until("they are warm", TestServer.SOON, () -> ready() == count);
  }

  private int ready() {
    return server.workspaces.cohorts().warmth(CLASS).labs().stream()
        .mapToInt(Warmth.LabWarmth::ready)
        .sum();
  }

  private int running() {
    return server.workspaces.capacity().running();
  }

  private boolean answers(String learner, WorkspaceView view) throws Exception {
    String terminal = view.machines().get(0).terminal();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal(learner, terminal))) {
      screen.type("echo $((6 * 7)) for " + learner);
      screen.shows("42 for " + learner);
      return true;
    }
  }

  private static StartTerms terms() {
    return new StartTerms(Optional.of(CLASS), Optional.of(TIME), false);
  }

  private static Lab lab() {
    return Labs.of(Labs.box(engine.busybox()));
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data).with(clock);
  }

  /** One that can be lost with its server. */
  private static DockerEngine adapter() throws Exception {
    return new DockerEngine(TestEngine.settings());
  }
}
