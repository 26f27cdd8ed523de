package io.sidelab.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.store.AnswerRecord;
import io.sidelab.store.ChoiceRecord;
import io.sidelab.store.InstructorRecord;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.LinkRecord;
import io.sidelab.store.MachineRecord;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.SessionRecord;
import io.sidelab.store.StoreException;
import io.sidelab.store.TermsRecord;
import io.sidelab.store.WorkspaceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("data/sidelab.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsTheServersIdentifier() {
    String id = store.serverId();

    reopen();

    assertThat(id).isNotBlank();
    assertThat(store.serverId()).isEqualTo(id);
  }

  @Test
  void instructorsTheirSessionsAndWhoKnewTheCodeOutliveARestart() {
    LinkRecord link = new LinkRecord("l1", "aa", Optional.empty(), NOW, NOW.plusSeconds(60));
    InstructorRecord ada = new InstructorRecord("i1", "Ada", "ada", Optional.of("$x"), NOW);
    SessionRecord session = new SessionRecord("s1", "bb", "i1", "Firefox", "here", NOW, NOW);
    assertThat(store.instructors().replaceFirstLink(link)).isTrue();
    assertThat(store.instructors().add(ada, "aa", NOW)).isEqualTo(InstructorStore.Added.ADDED);
    store.sessions().add(session, 2);
    store.admitToSelfStudy("eve", NOW);

    reopen();

    assertThat(store.instructors().instructors()).containsExactly(ada);
    assertThat(store.instructors().links(NOW)).isEmpty();
    assertThat(store.sessions().find("bb")).contains(session);
    assertThat(store.admittedToSelfStudy("eve")).isTrue();
    assertThat(store.admittedToSelfStudy("bob")).isFalse();
  }

  @Test
  void aSessionOfNobodyIsNotKept() {
    store.sessions().add(new SessionRecord("s1", "bb", "gone", "Firefox", "here", NOW, NOW), 2);

    assertThat(store.sessions().find("bb")).isEmpty();
  }

  @Test
  void findsALearnerByTheHashOfTheSecret() {
    LearnerRecord ada = new LearnerRecord("ada", "00ff", NOW, NOW);
    store.addLearner(ada);
    store.touchLearner("ada", NOW.plusSeconds(5));

    assertThat(store.findLearner("00ff"))
        .contains(new LearnerRecord("ada", "00ff", NOW, NOW.plusSeconds(5)));
    assertThat(store.findLearner("ff00")).isEmpty();
  }

  @Test
  void givesBackAWorkspaceOfACohortWithItsTimes() {
    WorkspaceRecord warm = workspace("w1", "READY");
    TermsRecord terms =
        new TermsRecord(
            Optional.of("monday"),
            Optional.of(Duration.ofMinutes(50)),
            Duration.ofSeconds(90),
            Optional.of(NOW.plusSeconds(5)));
    store.saveWorkspace(withOwner(warm, "warm", TermsRecord.usual()));
    store.saveWorkspace(withOwner(warm, "ada", terms));

    reopen();

    assertThat(store.openWorkspaces()).containsExactly(withOwner(warm, "ada", terms));
  }

  private static WorkspaceRecord withOwner(
      WorkspaceRecord workspace, String learner, TermsRecord terms) {
    return new WorkspaceRecord(
        workspace.id(),
        learner,
        workspace.labId(),
        workspace.state(),
        workspace.network(),
        workspace.machines(),
        workspace.created(),
        workspace.expires(),
        workspace.used(),
        workspace.endReason(),
        terms);
  }

  @Test
  void givesBackAWorkspaceAsItWasSaved() {
    WorkspaceRecord saved = workspace("w1", "READY");
    store.saveWorkspace(saved);

    reopen();

    assertThat(store.openWorkspaces()).containsExactly(saved);
  }

  @Test
  void keepsProgressWhenAWorkspaceIsSavedAgain() {
    store.saveWorkspace(workspace("w1", "STARTING"));
    store.recordPassed("w1", 2, NOW);
    store.saveWorkspace(workspace("w1", "READY"));

    assertThat(store.passedSteps("w1")).containsExactly(2);
    assertThat(store.openWorkspaces()).hasSize(1);
  }

  @Test
  void listsOnlyWorkspacesThatMayHaveSomethingOnTheEngine() {
    for (String state : List.of("QUEUED", "STARTING", "READY", "FAILED", "CLOSING", "CLOSED")) {
      store.saveWorkspace(workspace(state.toLowerCase(java.util.Locale.ROOT), state));
    }

    assertThat(store.openWorkspaces())
        .extracting(WorkspaceRecord::id)
        .containsExactlyInAnyOrder("queued", "starting", "ready", "closing");
  }

  @Test
  void keepsTheLatestAnswerOnly() {
    store.saveWorkspace(workspace("w1", "READY"));
    store.recordAnswer("w1", new AnswerRecord("q", Set.of(0, 2), false, NOW));
    AnswerRecord second = new AnswerRecord("q", Set.of(), true, NOW.plusSeconds(1));
    store.recordAnswer("w1", second);

    assertThat(store.answers("w1")).containsExactly(second);
  }

  @Test
  void recordsAStepOnce() {
    store.saveWorkspace(workspace("w1", "READY"));
    store.recordPassed("w1", 1, NOW);
    store.recordPassed("w1", 1, NOW.plusSeconds(1));

    assertThat(store.passedSteps("w1")).containsExactly(1);
  }

  @Test
  void keepsTheFirstGuessWithItsFigure() {
    store.saveWorkspace(workspace("w1", "READY"));
    PredictionRecord first = new PredictionRecord("memory", "64", "24012", NOW);
    store.recordPrediction("w1", first);
    store.recordPrediction("w1", new PredictionRecord("memory", "24012", "24012", NOW));

    reopen();

    assertThat(store.predictions("w1")).containsExactly(first);
    assertThat(store.predictions("w2")).isEmpty();
  }

  @Test
  void keepsTheLatestFact() {
    store.keepFact("accelerator", "tcg");
    store.keepFact("accelerator", "kvm");

    assertThat(store.fact("accelerator")).contains("kvm");
    assertThat(store.fact("other")).isEmpty();
  }

  @Test
  void refusesProgressOfAWorkspaceItDoesNotKnow() {
    assertThatThrownBy(() -> store.recordPassed("nobody", 1, NOW))
        .isInstanceOf(StoreException.class);
    store.keepFact("still", "usable");
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = "w" + i % 20;
        int step = i / 20;
        work.add(
            threads.submit(
                () -> {
                  store.saveWorkspace(workspace(id, "READY"));
                  store.recordPassed(id, step, NOW);
                  return store.openWorkspaces();
                }));
      }
      for (Future<?> one : work) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(store.openWorkspaces()).hasSize(20);
    assertThat(store.passedSteps("w7")).hasSize(10);
  }

  @Test
  void losesNothingWhenTheServerIsKilled() {
    store.saveWorkspace(workspace("w1", "READY"));

    // A killed server closes nothing: the write-ahead log is all the next one has.
    try (SqliteStore next = SqliteStore.open(folder.resolve("data/sidelab.db"))) {
      assertThat(next.openWorkspaces()).hasSize(1);
    }
  }

  @Test
  void closesTwice() {
    store.close();
    store.close();
  }

  private void reopen() {
    store.close();
    store = SqliteStore.open(folder.resolve("data/sidelab.db"));
  }

  private static WorkspaceRecord workspace(String id, String state) {
    return new WorkspaceRecord(
        id,
        "ada",
        "one-kernel",
        state,
        Optional.of("net-1"),
        List.of(
            new MachineRecord(
                "vm",
                Optional.empty(),
                "t1",
                Optional.empty(),
                Optional.of(new ChoiceRecord("sidelab/vm", 1L << 40, 0.3))),
            new MachineRecord("box", Optional.of("c1"), "t2", Optional.of(312L), Optional.empty())),
        NOW,
        NOW.plusSeconds(7_200),
        NOW.plusSeconds(60),
        state.startsWith("CLOS") ? Optional.of("IDLE") : Optional.empty());
  }
}
