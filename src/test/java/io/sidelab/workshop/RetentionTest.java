package io.sidelab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.LabCatalog;
import io.sidelab.engine.Subscription;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.EventRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.testing.MovableClock;
import io.sidelab.workspace.Workspaces;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long workshops are kept, by a clock in hand. */
class RetentionTest {
  private static final Duration KEPT = Duration.ofDays(90);

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock();
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("sidelab.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anEndedWorkshopGoesWhenItsTimeIsOverAndNotBefore() {
    try (Workshops workshops = workshops(Optional.of(KEPT))) {
      Retention retention = new Retention(workshops, Optional.of(KEPT), clock);
      add("old", WorkshopState.ENDED);
      add("open", WorkshopState.OPEN);
      clock.move(Duration.ofDays(10));
      ended("old");

      clock.move(KEPT.minusHours(2));
      retention.sweep();
      assertThat(store.workshops().workshop("old")).as("ten days after it was made").isPresent();

      clock.move(Duration.ofHours(3));
      retention.sweep();
      assertThat(store.workshops().workshop("old")).isEmpty();
      assertThat(store.workshops().workshop("open")).as("it has not ended").isPresent();
    }
  }

  @Test
  void aWorkshopThatWasOpenedAgainCountsFromItsLastEnd() {
    try (Workshops workshops = workshops(Optional.of(KEPT))) {
      Retention retention = new Retention(workshops, Optional.of(KEPT), clock);
      add("again", WorkshopState.ENDED);
      ended("again");
      clock.move(Duration.ofDays(80));
      ended("again");

      clock.move(Duration.ofDays(20));
      retention.sweep();

      assertThat(store.workshops().workshop("again")).isPresent();
    }
  }

  @Test
  void withoutATimeTheyAreKeptForEver() {
    try (Workshops workshops = workshops(Optional.empty())) {
      Retention retention = new Retention(workshops, Optional.empty(), clock);
      add("old", WorkshopState.ENDED);
      ended("old");

      clock.move(Duration.ofDays(10_000));
      retention.sweep();

      assertThat(store.workshops().workshop("old")).isPresent();
    }
  }

  private Workshops workshops(Optional<Duration> kept) {
    return new Workshops(
        store.workshops(),
        nobodysWorkspaces(),
        () -> new LabCatalog(List.of(), List.of()),
        new Keeping(kept, recordings -> {}),
        clock);
  }

  /** Nothing runs, and nothing is heard. */
  private static Workspaces nobodysWorkspaces() {
    return (Workspaces)
        Proxy.newProxyInstance(
            RetentionTest.class.getClassLoader(),
            new Class<?>[] {Workspaces.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "follow" -> (Subscription) () -> {};
                  case "of" -> List.of();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private void ended(String id) {
    store
        .workshops()
        .append(new EventRecord(0, id, Optional.empty(), clock.instant(), "ENDED", "", "", 0, ""));
  }

  private void add(String id, WorkshopState state) {
    store
        .workshops()
        .addWorkshop(
            new WorkshopRecord(
                id,
                "i",
                id,
                id,
                List.of(),
                clock.instant(),
                clock.instant(),
                4,
                Duration.ofMinutes(90),
                false,
                state.name(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty()));
  }
}
