package io.sidelab.workshop;

import io.sidelab.store.GuessRecord;
import io.sidelab.workshop.Results.GuessResult;
import io.sidelab.workshop.Results.LabResult;
import io.sidelab.workshop.Results.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One learner's way through the labs, folded from their events. For one thread, once. */
final class Course {
  private final Pauses pauses;
  private final Map<String, LabCourse> labs = new HashMap<>();

  /** Workspace → when its lab was started. */
  private final Map<String, Instant> starts = new HashMap<>();

  private String lab = "";
  private int step;
  private Instant since = Instant.EPOCH;

  /** One lab. */
  private static final class LabCourse {
    private final Instant started;
    private final Map<Integer, StepCourse> steps = new TreeMap<>();
    private int starts;
    private int last = 1;
    private Optional<Instant> ended = Optional.empty();

    LabCourse(Instant started) {
      this.started = started;
    }

    StepCourse step(int number) {
      return steps.computeIfAbsent(number, none -> new StepCourse());
    }
  }

  /** One step. */
  private static final class StepCourse {
    private final Map<String, Boolean> firstAnswers = new HashMap<>();
    private final Map<String, Boolean> lastAnswers = new HashMap<>();
    private final Map<String, GuessResult> guesses = new TreeMap<>();
    private Optional<Instant> passed = Optional.empty();
    private Duration toPass = Duration.ZERO;
    private Duration time = Duration.ZERO;
    private int failed;
  }

  Course(Pauses pauses) {
    this.pauses = pauses;
  }

  /** What the learner did next. */
  void add(Event event) {
    if (event.kind() == EventKind.LAB_STARTED) {
      started(event);
      return;
    }
    LabCourse course = labs.get(event.labId());
    if (course == null || !ofTheLearner(event.kind())) {
      return;
    }
    if (event.kind() == EventKind.LAB_ENDED) {
      course.ended = Optional.of(event.when());
      if (event.labId().equals(lab)) {
        leave(event.when());
      }
      return;
    }
    if (event.step() > 0) {
      goTo(event.labId(), event.step(), event.when());
      note(course.step(event.step()), event);
    }
  }

  /** What others do, such as moving the class, is not where a learner is. */
  private static boolean ofTheLearner(EventKind kind) {
    return switch (kind) {
      case LAB_ENDED,
          STEP_SHOWN,
          CHECK_PASSED,
          CHECK_FAILED,
          ANSWERED_RIGHT,
          ANSWERED_WRONG,
          PREDICTED ->
          true;
      default -> false;
    };
  }

  private void started(Event event) {
    LabCourse course = labs.computeIfAbsent(event.labId(), id -> new LabCourse(event.when()));
    course.starts++;
    course.ended = Optional.empty();
    starts.put(event.workspaceId(), event.when());
    goTo(event.labId(), course.last, event.when());
  }

  private void goTo(String nextLab, int nextStep, Instant when) {
    leave(when);
    lab = nextLab;
    step = nextStep;
    since = when;
    labs.get(lab).last = step;
  }

  private void leave(Instant when) {
    if (!lab.isEmpty()) {
      StepCourse left = labs.get(lab).step(step);
      left.time = left.time.plus(pauses.between(since, when));
    }
    lab = "";
  }

  private void note(StepCourse course, Event event) {
    switch (event.kind()) {
      case CHECK_PASSED -> passed(course, event);
      case CHECK_FAILED -> course.failed++;
      case ANSWERED_RIGHT, ANSWERED_WRONG -> {
        boolean right = event.kind() == EventKind.ANSWERED_RIGHT;
        course.firstAnswers.putIfAbsent(event.detail(), right);
        course.lastAnswers.put(event.detail(), right);
      }
      default -> {}
    }
  }

  private void passed(StepCourse course, Event event) {
    if (course.passed.isEmpty()) {
      Instant start = starts.getOrDefault(event.workspaceId(), labs.get(event.labId()).started);
      course.passed = Optional.of(event.when());
      course.toPass = pauses.between(start, event.when());
    }
  }

  /** A guess of theirs; a later one of the same figure does not count. */
  void add(GuessRecord guess, int atStep) {
    LabCourse course = labs.get(guess.labId());
    if (course != null) {
      String id = guess.prediction().predictionId();
      GuessResult result =
          new GuessResult(id, guess.prediction().guess(), guess.prediction().measured());
      course.step(atStep).guesses.putIfAbsent(id, result);
    }
  }

  /** Nothing follows. */
  void end(Instant when) {
    leave(when);
  }

  double minutes() {
    return labs.values().stream().mapToDouble(Course::minutes).sum();
  }

  Optional<LabResult> result(String labId) {
    return Optional.ofNullable(labs.get(labId))
        .map(
            course ->
                new LabResult(
                    labId,
                    course.started,
                    course.starts,
                    course.ended,
                    rounded(minutes(course)),
                    steps(course)));
  }

  private static List<StepResult> steps(LabCourse course) {
    List<StepResult> steps = new ArrayList<>();
    course.steps.forEach((number, one) -> steps.add(step(number, one)));
    return steps;
  }

  private static StepResult step(int number, StepCourse course) {
    return new StepResult(
        number,
        course.passed,
        course.passed.map(when -> rounded(inMinutes(course.toPass))),
        rounded(inMinutes(course.time)),
        course.failed,
        right(course.firstAnswers),
        right(course.lastAnswers),
        course.lastAnswers.size(),
        List.copyOf(course.guesses.values()));
  }

  private static int right(Map<String, Boolean> answers) {
    return (int) answers.values().stream().filter(right -> right).count();
  }

  private static double minutes(LabCourse course) {
    return course.steps.values().stream().mapToDouble(one -> inMinutes(one.time)).sum();
  }

  private static double inMinutes(Duration time) {
    return time.toMillis() / 60_000.0;
  }

  /** To a tenth: six seconds. */
  static double rounded(double minutes) {
    return Math.round(minutes * 10) / 10.0;
  }
}
