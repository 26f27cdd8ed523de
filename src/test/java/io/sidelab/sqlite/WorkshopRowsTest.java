package io.sidelab.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.store.AssignmentRecord;
import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.EventRecord;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.store.WorkshopStore;
import io.sidelab.store.WorkspaceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopRowsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  @TempDir Path folder;
  private SqliteStore store;
  private WorkshopStore workshops;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("sidelab.db"));
    workshops = store.workshops();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsAWorkshopWithItsLabsInOrder() {
    WorkshopRecord planned = workshop("w", "BCDFGH");
    workshops.addWorkshop(planned);

    store.close();
    open();

    assertThat(workshops.workshop("w")).contains(planned);
    assertThat(workshops.workshopByCode("BCDFGH")).contains(planned);
    assertThat(workshops.workshopByCode("BCDFGJ")).isEmpty();
  }

  @Test
  void changesOfTwoAtOnceAreBothKept() throws Exception {
    workshops.addWorkshop(workshop("w", "BCDFGH"));
    ExecutorService many = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 200; i++) {
      many.execute(() -> workshops.changeWorkshop("w", WorkshopRowsTest::oneSeatMore));
    }
    many.shutdown();
    assertThat(many.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

    assertThat(workshops.workshop("w").orElseThrow().seats()).isEqualTo(240);
  }

  @Test
  void oneNameAndOneLearnerAreInAWorkshopOnce() {
    workshops.addWorkshop(workshop("w", "BCDFGH"));
    workshops.addWorkshop(workshop("v", "BCDFGJ"));

    assertThat(workshops.addParticipant(participant("p", "w", "learner", "Ada"))).isTrue();
    assertThat(workshops.addParticipant(participant("q", "w", "other", "ada"))).isFalse();
    assertThat(workshops.addParticipant(participant("q", "w", "learner", "Bea"))).isFalse();
    assertThat(workshops.addParticipant(participant("q", "v", "learner", "Ada"))).isTrue();
    assertThat(workshops.participations("learner"))
        .extracting(ParticipantRecord::id)
        .containsExactly("q", "p");
  }

  @Test
  void eventsAreReadInTheOrderInWhichTheyWereWritten() {
    workshops.addWorkshop(workshop("w", "BCDFGH"));
    workshops.addWorkshop(workshop("v", "BCDFGJ"));
    workshops.addParticipant(participant("p", "w", "learner", "Ada"));
    EventRecord first = event("w", Optional.of("p"), "JOINED");
    EventRecord second = event("w", Optional.empty(), "PAUSED");

    long one = workshops.append(first);
    workshops.append(event("v", Optional.empty(), "OPENED"));
    long two = workshops.append(second);

    assertThat(workshops.events("w", 0, 10)).containsExactly(at(one, first), at(two, second));
    assertThat(workshops.events("w", one, 10)).containsExactly(at(two, second));
    assertThat(workshops.events("w", 0, 1)).containsExactly(at(one, first));
  }

  @Test
  void aFurtherBrowserIsTheSameLearner() {
    store.addLearner(new LearnerRecord("learner", "00ff", NOW, NOW));

    workshops.addBrowser("11ee", "learner", NOW);

    assertThat(store.findLearner("11ee")).contains(new LearnerRecord("learner", "11ee", NOW, NOW));
    assertThat(store.findLearner("00ff").orElseThrow().id()).isEqualTo("learner");
  }

  @Test
  void deletingAWorkshopLeavesNothingOfItsLearners() {
    begun("w", "BCDFGH", "p", "learner");
    store.saveWorkspace(workspace("own", "busy"));
    begun("v", "BCDFGJ", "q", "busy");
    workshops.append(event("w", Optional.of("p"), "JOINED"));

    workshops.deleteWorkshop("w");
    workshops.deleteParticipant("q");

    assertThat(workshops.workshop("w")).isEmpty();
    assertThat(workshops.events("w", 0, 10)).isEmpty();
    assertThat(workshops.assignments("w")).isEmpty();
    assertThat(store.findLearner("hash of learner")).isEmpty();
    assertThat(store.passedSteps("of p")).isEmpty();
    assertThat(store.findLearner("hash of busy")).as("has a lab of their own").isPresent();
    assertThat(workshops.workshop("v")).isPresent();
    assertThat(workshops.participants("v")).isEmpty();
    assertThat(store.openWorkspaces()).extracting(WorkspaceRecord::id).containsExactly("own");
  }

  private void begun(String workshop, String code, String participant, String learner) {
    workshops.addWorkshop(workshop(workshop, code));
    store.addLearner(new LearnerRecord(learner, "hash of " + learner, NOW, NOW));
    workshops.addParticipant(participant(participant, workshop, learner, "Ada"));
    store.saveWorkspace(workspace("of " + participant, learner));
    workshops.assign("of " + participant, participant);
    store.recordPassed("of " + participant, 1, NOW);
    assertThat(workshops.assignments(workshop))
        .containsExactly(new AssignmentRecord("of " + participant, participant, "one-kernel"));
  }

  private static WorkshopRecord oneSeatMore(WorkshopRecord now) {
    return new WorkshopRecord(
        now.id(),
        now.instructorId(),
        now.title(),
        now.code(),
        now.labs(),
        now.starts(),
        now.ends(),
        now.seats() + 1,
        now.time(),
        now.recorded(),
        now.state(),
        now.created(),
        now.pausedSince(),
        now.labNow(),
        now.stepNow(),
        now.broadcast());
  }

  private static WorkshopRecord workshop(String id, String code) {
    return new WorkshopRecord(
        id,
        "instructor",
        "Containers",
        code,
        List.of("one-kernel", "any-distribution"),
        NOW,
        NOW.plusSeconds(7200),
        40,
        Duration.ofMinutes(90),
        true,
        "PREPARED",
        NOW,
        Optional.of(NOW),
        Optional.of("one-kernel"),
        3,
        Optional.of(new BroadcastRecord("terminal", "ada")));
  }

  private static ParticipantRecord participant(
      String id, String workshop, String learner, String name) {
    return new ParticipantRecord(id, workshop, learner, name, "code", NOW);
  }

  private static EventRecord event(String workshop, Optional<String> participant, String kind) {
    return new EventRecord(0, workshop, participant, NOW, kind, "space", "one-kernel", 2, "why");
  }

  private static EventRecord at(long sequence, EventRecord event) {
    return new EventRecord(
        sequence,
        event.workshopId(),
        event.participantId(),
        event.when(),
        event.kind(),
        event.workspaceId(),
        event.labId(),
        event.step(),
        event.detail());
  }

  private static WorkspaceRecord workspace(String id, String learner) {
    return new WorkspaceRecord(
        id,
        learner,
        "one-kernel",
        "READY",
        Optional.empty(),
        List.of(),
        NOW,
        NOW,
        NOW,
        Optional.empty());
  }
}
