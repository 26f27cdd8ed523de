package io.sidelab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a class on a real store. */
class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;
  private SqliteStore store;
  private Ledger ledger;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("sidelab.db"));
    store.workshops().addWorkshop(workshop());
    for (int i = 0; i < 4; i++) {
      store
          .workshops()
          .addParticipant(
              new ParticipantRecord("p" + i, "w", "learner" + i, "Name " + i, "code", NOW));
    }
    ledger = fresh();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRestartFoldsTheSameStandings() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      somethingHappens(random);
      if (i % 500 == 0) {
        ledger.standings();
      }
    }

    Map<String, Standing> live = ledger.standings();

    assertThat(fresh().standings()).isEqualTo(live).hasSize(4);
  }

  @Test
  void whatManyWriteAtOnceIsFoldedOnceEach() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 400; i++) {
      String learner = "p" + i % 4;
      many.execute(
          () -> {
            ledger.write(Optional.of(learner), EventKind.CHECK_FAILED, "s", "lab", 1, "no");
            ledger.standings();
          });
    }
    many.shutdown();
    assertThat(many.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(ledger.standings().values()).extracting(Standing::hints).containsOnly(100);
    assertThat(ledger.events()).hasSize(400).extracting(Event::sequence).isSorted();
  }

  @Test
  void aPassedCheckEndsWhatFailedBefore() {
    ledger.write(Optional.of("p0"), EventKind.LAB_STARTED, "s", "lab", 0, "");
    ledger.write(Optional.of("p0"), EventKind.CHECK_FAILED, "s", "lab", 1, "not yet");
    ledger.write(Optional.of("p0"), EventKind.CHECK_FAILED, "s", "lab", 1, "still not");
    Standing failing = ledger.standing("p0").orElseThrow();
    ledger.write(Optional.of("p0"), EventKind.CHECK_PASSED, "s", "lab", 1, "");
    Standing passed = ledger.standing("p0").orElseThrow();

    assertThat(failing.failuresHere()).isEqualTo(2);
    assertThat(failing.lastFailure()).isEqualTo("still not");
    assertThat(passed.failuresHere()).isZero();
    assertThat(passed.lastFailure()).isEmpty();
    assertThat(passed.passedIn("lab")).isEqualTo(Set.of(1));
    assertThat(passed.hints()).as("read in all").isEqualTo(2);
  }

  @Test
  void messagesReachThoseTheyAreFor() {
    ledger.write(Optional.empty(), EventKind.MESSAGE, "to all");
    ledger.write(Optional.of("p1"), EventKind.COMMAND, "to one");

    assertThat(ledger.messages("p0")).extracting(Event::detail).containsExactly("to all");
    assertThat(ledger.messages("p1")).extracting(Event::detail).containsExactly("to all", "to one");
    assertThat(fresh().messages("p1")).hasSize(2);
  }

  @Test
  void onlyTheLatestMessagesAreShown() {
    for (int i = 0; i < 60; i++) {
      ledger.write(Optional.empty(), EventKind.MESSAGE, "message " + i);
    }

    assertThat(ledger.messages("p0")).hasSize(50);
    assertThat(ledger.messages("p0").get(49).detail()).isEqualTo("message 59");
  }

  private void somethingHappens(Random random) {
    EventKind[] kinds = EventKind.values();
    ledger.write(
        random.nextInt(5) == 0 ? Optional.empty() : Optional.of("p" + random.nextInt(4)),
        kinds[random.nextInt(kinds.length)],
        "space" + random.nextInt(3),
        "lab" + random.nextInt(2),
        random.nextInt(5),
        "detail " + random.nextInt(9));
  }

  private Ledger fresh() {
    return new Ledger("w", store.workshops(), Clock.systemUTC());
  }

  private static WorkshopRecord workshop() {
    return new WorkshopRecord(
        "w",
        "instructor",
        "Containers",
        "BCDFGH",
        List.of("lab"),
        NOW,
        NOW.plusSeconds(7200),
        40,
        Duration.ofMinutes(90),
        false,
        WorkshopState.OPEN.name(),
        NOW,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }
}
