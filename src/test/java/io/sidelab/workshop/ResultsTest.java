package io.sidelab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.store.GuessRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Results.LabResult;
import io.sidelab.workshop.Results.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private final List<Event> events = new ArrayList<>();
  private final List<GuessRecord> guesses = new ArrayList<>();
  private WorkshopState state = WorkshopState.OPEN;

  @Test
  void aStepHasWhenItPassedAndWhatItTook() {
    happened(0, EventKind.LAB_STARTED, "w1", 0, "");
    happened(2, EventKind.STEP_SHOWN, "w1", 2, "");
    happened(5, EventKind.CHECK_FAILED, "w1", 2, "Look again.");
    happened(6, EventKind.CHECK_FAILED, "w1", 2, "Look again.");
    happened(9, EventKind.CHECK_PASSED, "w1", 2, "");
    happened(12, EventKind.LAB_ENDED, "w1", 0, "");

    LabResult lab = lab();
    assertThat(lab.started()).isEqualTo(at(0));
    assertThat(lab.ended()).contains(at(12));
    assertThat(lab.minutes()).isEqualTo(12);
    StepResult step = step(lab, 2);
    assertThat(step.passed()).contains(at(9));
    assertThat(step.minutesToPass()).contains(9.0);
    assertThat(step.minutesOnStep()).isEqualTo(10);
    assertThat(step.failed()).isEqualTo(2);
    assertThat(step(lab, 1).minutesOnStep()).isEqualTo(2);
    assertThat(step(lab, 1).passed()).isEmpty();
  }

  @Test
  void pausesOfTheClassAreNobodysTime() {
    happened(0, EventKind.LAB_STARTED, "w1", 0, "");
    classDid(2, EventKind.PAUSED);
    classDid(32, EventKind.RESUMED);
    happened(40, EventKind.CHECK_PASSED, "w1", 1, "");
    classDid(50, EventKind.PAUSED);

    StepResult step = step(lab(), 1);
    assertThat(step.minutesToPass()).contains(10.0);
    assertThat(step.minutesOnStep()).as("until the second pause").isEqualTo(20);
  }

  @Test
  void answersCountByTheirFirstAndTheirLatest() {
    happened(0, EventKind.LAB_STARTED, "w1", 0, "");
    happened(1, EventKind.ANSWERED_WRONG, "w1", 1, "q1");
    happened(2, EventKind.ANSWERED_RIGHT, "w1", 1, "q1");
    happened(3, EventKind.ANSWERED_RIGHT, "w1", 1, "q2");
    happened(4, EventKind.ANSWERED_WRONG, "w1", 1, "q3");

    StepResult step = step(lab(), 1);
    assertThat(step.answered()).isEqualTo(3);
    assertThat(step.rightAtFirst()).isEqualTo(1);
    assertThat(step.rightAtLast()).isEqualTo(2);
  }

  @Test
  void aLabThatIsStartedAgainGoesOnAndItsFirstPassAndGuessCount() {
    happened(0, EventKind.LAB_STARTED, "w1", 0, "");
    happened(3, EventKind.PREDICTED, "w1", 1, "ms");
    happened(4, EventKind.CHECK_PASSED, "w1", 1, "");
    happened(5, EventKind.LAB_ENDED, "w1", 0, "");
    happened(20, EventKind.LAB_STARTED, "w2", 0, "");
    happened(21, EventKind.CHECK_PASSED, "w2", 1, "");
    guessed("w1", "12", "42");
    guessed("w2", "42", "43");

    LabResult lab = lab();
    assertThat(lab.starts()).isEqualTo(2);
    assertThat(lab.ended()).as("it goes on").isEmpty();
    StepResult step = step(lab, 1);
    assertThat(step.minutesToPass()).contains(4.0);
    assertThat(step.guesses()).containsExactly(new Results.GuessResult("ms", "12", "42"));
    assertThat(lab.minutes()).as("5, and from 20 to 60").isEqualTo(45);
  }

  @Test
  void whatIsOverIsCountedUntilItsEndAndSaysWhenItIsDeleted() {
    happened(0, EventKind.LAB_STARTED, "w1", 0, "");
    classDid(30, EventKind.ENDED);
    state = WorkshopState.ENDED;

    Results results = results();
    assertThat(results.ended()).contains(at(30));
    assertThat(results.deleted()).contains(at(30).plus(Duration.ofDays(90)));
    assertThat(results.learners().get(0).minutes()).isEqualTo(30);
  }

  @Test
  void nobodysTimeIsCountedTwiceWhateverTheyDo() {
    Random random = new Random(7);
    EventKind[] kinds = EventKind.values();
    for (int round = 0; round < 300; round++) {
      events.clear();
      happened(0, EventKind.LAB_STARTED, "w0", 0, "");
      for (int minute = 1; minute < 59; minute++) {
        EventKind kind = kinds[random.nextInt(kinds.length)];
        if (kind == EventKind.ENDED || kind == EventKind.PAUSED || kind == EventKind.RESUMED) {
          classDid(minute, kind);
        } else {
          happened(minute, kind, "w" + random.nextInt(3), random.nextInt(3), "q");
        }
      }
      Results results = results();
      assertThat(results.learners().get(0).minutes()).isBetween(0.0, 60.0);
      StrictCsv.read(ResultsCsv.write(results).substring(1));
    }
  }

  @Test
  void theTableIsReadBackCellByCell() {
    happened(0, EventKind.LAB_STARTED, "w1", 0, "");
    happened(9, EventKind.CHECK_PASSED, "w1", 1, "");

    String csv = ResultsCsv.write(results());

    assertThat(csv).startsWith("\uFEFF\"learner\"");
    List<List<String>> lines = StrictCsv.read(csv.substring(1));
    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).hasSize(19));
    List<String> line = lines.get(1);
    assertThat(line.get(0)).isEqualTo("Bea \"B\", the, second\u00e9");
    assertThat(line.get(lines.get(0).indexOf("passed"))).isEqualTo("2026-03-01T09:09:00Z");
    assertThat(line.get(lines.get(0).indexOf("minutes_to_pass"))).isEqualTo("9.0");
  }

  @Test
  void noTextOfALearnerBecomesAFormula() {
    for (String text :
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "  =1", "=", "\t=1")) {
      assertThat(ResultsCsv.safe(text)).startsWith("'");
    }
    assertThat(ResultsCsv.safe("x;=1+1")).isEqualTo("x;'=1+1");
    assertThat(ResultsCsv.safe("x\",=1+1")).isEqualTo("x\",'=1+1");
    for (String harmless : List.of("Bea", "a-b", "1+1", "me@home", "x = 1", "")) {
      assertThat(ResultsCsv.safe(harmless)).isEqualTo(harmless);
    }
  }

  private Results results() {
    ParticipantRecord bea =
        new ParticipantRecord("p", "w", "l", "Bea \"B\", the, second\u00e9", "hash", at(0));
    return new ResultsFold(workshop(), events, none -> Optional.empty())
        .results(List.of(bea), guesses, Optional.of(Duration.ofDays(90)), at(60));
  }

  private LabResult lab() {
    return results().learners().get(0).labs().get(0);
  }

  private static StepResult step(LabResult lab, int number) {
    return lab.steps().stream().filter(one -> one.step() == number).findFirst().orElseThrow();
  }

  private void guessed(String workspace, String guess, String measured) {
    guesses.add(
        new GuessRecord("p", workspace, "lab", new PredictionRecord("ms", guess, measured, at(3))));
  }

  private void happened(int minute, EventKind kind, String workspace, int step, String detail) {
    add(minute, Optional.of("p"), kind, workspace, "lab", step, detail);
  }

  private void classDid(int minute, EventKind kind) {
    add(minute, Optional.empty(), kind, "", "", 0, "");
  }

  private void add(
      int minute,
      Optional<String> who,
      EventKind kind,
      String workspace,
      String lab,
      int step,
      String detail) {
    events.add(new Event(events.size() + 1, who, at(minute), kind, workspace, lab, step, detail));
  }

  private static Instant at(int minute) {
    return NINE.plusSeconds(60L * minute);
  }

  private WorkshopRecord workshop() {
    return new WorkshopRecord(
        "w",
        "i",
        "Containers",
        "BCDFGH",
        List.of("lab"),
        at(0),
        at(120),
        40,
        Duration.ofMinutes(90),
        false,
        state.name(),
        at(0),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }
}
