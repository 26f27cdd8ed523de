package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.MovableClock;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends that come by the clock, with a clock that the test moves. */
@Timeout(120)
class ExpiryIT {
  private static TestEngine engine;

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private TestServer server;

  @BeforeAll
  static void connect() throws Exception {
    engine = new TestEngine();
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.close();
  }

  @BeforeEach
  void serve() {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).with(clock).serve();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void endsWhatNobodyUses() throws Exception {
    WorkspaceView view = server.ready("ada", lab());
    clock.move(Duration.ofMinutes(86));
    warns(view, "Nobody has used this lab for a while. It ends within 4 minutes");

    clock.move(Duration.ofMinutes(5));

    WorkspaceView closed = server.reaches("ada", view.id(), WorkspaceState.CLOSED);
    assertThat(closed.end()).contains(EndReason.IDLE);
    engine.assertNothingLeft();
  }

  @Test
  void goesOnWhileSomebodyTypesOrIsThere() throws Exception {
    WorkspaceView view = server.ready("ada", lab());
    clock.move(Duration.ofMinutes(29));
    String terminal = server.machine("ada", view.id(), "box").terminal();
    server.workspaces.terminal("ada", terminal).type(ByteBuffer.wrap("\n".getBytes()));
    warns(view, "");
    clock.move(Duration.ofMinutes(29));
    server.workspaces.used("ada", view.id());
    clock.move(Duration.ofMinutes(20));

    Eventually.until(
        "a look at the clock is over",
        TestServer.SOON,
        () -> server.workspaces.find("ada", view.id()).idleAt().isAfter(clock.instant()));
    assertThat(server.workspaces.find("ada", view.id()).state()).isEqualTo(WorkspaceState.READY);
  }

  @Test
  void extendsUpToTheMaximum() throws Exception {
    WorkspaceView view = server.ready("ada", lab());
    for (int i = 0; i < 4; i++) {
      server.workspaces.extend("ada", view.id());
    }

    assertThat(server.workspaces.find("ada", view.id()).extendable()).isFalse();
    assertThatThrownBy(() -> server.workspaces.extend("ada", view.id()))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_EXTENDABLE));
    assertThat(server.workspaces.find("ada", view.id()).expires())
        .isEqualTo(view.created().plus(Duration.ofHours(4)));
  }

  @Test
  void warnsOfTheEndAndEnds() throws Exception {
    WorkspaceView view = server.ready("ada", lab());
    clock.move(Duration.ofMinutes(20));
    server.workspaces.used("ada", view.id());
    for (int i = 0; i < 4; i++) {
      clock.move(Duration.ofMinutes(24));
      server.workspaces.used("ada", view.id());
    }
    warns(view, "The time for this lab is over within 4 minutes. Extend it to go on.");
    clock.move(Duration.ofMinutes(5));

    WorkspaceView closed = server.reaches("ada", view.id(), WorkspaceState.CLOSED);

    assertThat(closed.end()).contains(EndReason.TIME_UP);
    Eventually.until(
        "its room is free", TestServer.SOON, () -> server.workspaces.capacity().running() == 0);
    clock.move(Duration.ofHours(2));
    Eventually.until(
        "it is forgotten",
        TestServer.SOON,
        () -> {
          try {
            server.workspaces.find("ada", view.id());
            return false;
          } catch (WorkspaceFailure forgotten) {
            return forgotten.reason() == Reason.NOT_FOUND;
          }
        });
  }

  private void warns(WorkspaceView view, String start) throws Exception {
    Eventually.passes(
        TestServer.SOON,
        () -> {
          String message = server.workspaces.find("ada", view.id()).message();
          assertThat(message.isEmpty()).isEqualTo(start.isEmpty());
          assertThat(message).startsWith(start);
        });
  }

  private static Lab lab() {
    return Labs.of(Labs.box(engine.busybox()));
  }
}
