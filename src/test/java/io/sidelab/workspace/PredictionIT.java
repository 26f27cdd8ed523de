package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.docker.DockerEngine;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A figure that is guessed before it is measured in a real machine. */
@Timeout(120)
class PredictionIT {
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

  @BeforeEach
  void serve() throws Exception {
    // An engine of its own: a server that is dropped closes it.
    DockerEngine own = new DockerEngine(TestEngine.settings());
    server = new TestServer.Setup(own, engine.serverId(), data).serve();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  private static Lab lab(String script) {
    return Labs.withPrediction(Labs.of(Labs.box(engine.busybox())), "figure", script);
  }

  @Test
  void isMeasuredWhenItWasGuessedAndTheFirstGuessStays() throws Exception {
    // Each measurement would find another figure.
    WorkspaceView view = server.ready("ada", lab("echo >> /tmp/count; wc -l < /tmp/count"));
    assertThat(view.predictions()).isEmpty();

    PredictionOutcome first = server.workspaces.predict("ada", view.id(), "figure", "7");

    assertThat(first).isEqualTo(new PredictionOutcome("7", "1", "Because."));
    assertThat(server.workspaces.predict("ada", view.id(), "figure", "1")).isEqualTo(first);
    assertThat(server.workspaces.find("ada", view.id()).predictions())
        .isEqualTo(Map.of("figure", first));
  }

  @Test
  void survivesTheServer() throws Exception {
    Lab lab = lab("echo 42");
    WorkspaceView view = server.ready("ada", lab);
    PredictionOutcome made = server.workspaces.predict("ada", view.id(), "figure", "7");
    server.drop();

    DockerEngine own = new DockerEngine(TestEngine.settings());
    server = new TestServer.Setup(own, engine.serverId(), data).serve(lab);

    assertThat(server.reaches("ada", view.id(), WorkspaceState.READY).predictions())
        .isEqualTo(Map.of("figure", made));
  }

  @Test
  void thatCannotBeMeasuredYetSaysWhyAndIsNotUsedUp() throws Exception {
    WorkspaceView view =
        server.ready(
            "ada", lab("cat /tmp/figure 2> /dev/null || { echo Make it first.; exit 1; }"));
    refused("Make it first.", () -> server.workspaces.predict("ada", view.id(), "figure", "7"));
    assertThat(server.workspaces.find("ada", view.id()).predictions()).isEmpty();

    String terminal = server.machine("ada", view.id(), "box").terminal();
    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      screen.type("echo 42 > /tmp/figure; echo ma''de");
      screen.shows("made");
    }

    assertThat(server.workspaces.predict("ada", view.id(), "figure", "8"))
        .isEqualTo(new PredictionOutcome("8", "42", "Because."));
  }

  @Test
  void isCutOffWhereNoFigureIsSoLong() throws Exception {
    WorkspaceView view = server.ready("ada", lab("yes | head -c 100000"));

    assertThat(server.workspaces.predict("ada", view.id(), "figure", "7").measured())
        .hasSizeBetween(1000, 1200);
  }

  @Test
  void withoutAnOutputOrInAnotherLabIsRefused() throws Exception {
    WorkspaceView view = server.ready("ada", lab("true"));

    refused(
        "cannot be measured yet", () -> server.workspaces.predict("ada", view.id(), "figure", "7"));
    assertThatThrownBy(() -> server.workspaces.predict("ada", view.id(), "other", "7"))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_PART));
    assertThatThrownBy(() -> server.workspaces.predict("bob", view.id(), "figure", "7"))
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  private static void refused(String why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.WRONG_STATE);
              assertThat(failure.learnerText()).contains(why);
            });
  }
}
