package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a learner does with the steps of a lab. */
@Timeout(120)
class ChecksIT {
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
  void serve() {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void passesWhenTheTypedCommandHasDoneIt() throws Exception {
    WorkspaceView view = server.ready("ada", lab());
    CheckOutcome before = server.workspaces.check("ada", view.id(), 1);
    assertThat(before).isEqualTo(new CheckOutcome(false, "Touch /tmp/done.", before.output()));
    assertThat(before.output()).isEqualTo("first\nTouch /tmp/done.\n");
    String terminal = server.machine("ada", view.id(), "box").terminal();

    try (ShellScreen screen = new ShellScreen(server.workspaces.terminal("ada", terminal))) {
      server.workspaces.type("ada", view.id(), 1, 0, terminal);
      screen.shows("done");
    }

    assertThat(server.workspaces.check("ada", view.id(), 1).passed()).isTrue();
    assertThat(server.workspaces.find("ada", view.id()).passed()).containsExactly(1);
    assertThat(server.store.passedSteps(view.id())).containsExactly(1);
  }

  @Test
  void givesTheAuthorsHintWhenTheScriptIsSilent() throws Exception {
    WorkspaceView view = server.ready("ada", checked("false", Duration.ofSeconds(5)));

    assertThat(server.workspaces.check("ada", view.id(), 1).hint())
        .isEqualTo("Do what the step says.");
  }

  @Test
  void stopsACheckThatTakesTooLongAndRunsOneAtATime() throws Exception {
    WorkspaceView view = server.ready("ada", checked("sleep 60", Duration.ofSeconds(2)));
    Supplier<String> check =
        () -> {
          try {
            return server.workspaces.check("ada", view.id(), 1).hint();
          } catch (WorkspaceFailure failure) {
            return failure.reason().name();
          }
        };
    CompletableFuture<String> one = CompletableFuture.supplyAsync(check);
    CompletableFuture<String> other = CompletableFuture.supplyAsync(check);

    assertThat(List.of(one.get(), other.get()))
        .contains("CHECK_RUNNING")
        .anyMatch(hint -> hint.contains("longer than 2 seconds"));
  }

  @Test
  void judgesAnswersBySets() throws Exception {
    WorkspaceView view = server.ready("ada", lab());

    assertThat(server.workspaces.answer("ada", view.id(), "q", Set.of(0)).right()).isFalse();
    assertThat(server.workspaces.answer("ada", view.id(), "q", Set.of(0, 1, 2)).right()).isFalse();
    assertThat(server.workspaces.answer("ada", view.id(), "q", Set.of(2, 0)))
        .isEqualTo(new AnswerOutcome(true, "Because."));
    assertThat(server.workspaces.find("ada", view.id()).answers()).containsEntry("q", true);
    refused(Reason.NO_SUCH_PART, () -> server.workspaces.answer("ada", view.id(), "q", Set.of(3)));
  }

  @Test
  void refusesPartsThatAreNotThere() throws Exception {
    WorkspaceView view = server.ready("ada", lab());
    String terminal = server.machine("ada", view.id(), "box").terminal();

    refused(Reason.NO_SUCH_PART, () -> server.workspaces.check("ada", view.id(), 2));
    refused(Reason.NO_SUCH_PART, () -> server.workspaces.type("ada", view.id(), 1, 1, terminal));
    refused(Reason.NO_SUCH_PART, () -> server.workspaces.type("ada", view.id(), 1, 0, "other"));
    refused(Reason.NO_SUCH_PART, () -> server.workspaces.openTerminal("ada", view.id(), "none"));
    refused(Reason.WRONG_STATE, () -> server.workspaces.restart("ada", view.id(), "box"));
  }

  private static Lab lab() {
    return Labs.of(Labs.box(engine.busybox()));
  }

  private static Lab checked(String script, Duration timeout) {
    return Labs.withCheck(lab(), script, timeout);
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }
}
