package io.sidelab.workshop;

import io.sidelab.content.Lab;
import io.sidelab.content.Step;
import io.sidelab.store.GuessRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Results.LabPlan;
import io.sidelab.workshop.Results.LearnerResult;
import io.sidelab.workshop.Results.PredictionPlan;
import io.sidelab.workshop.Results.StepPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes results of what was kept; asks nobody. */
final class ResultsFold {
  private final WorkshopRecord workshop;
  private final List<Event> events;
  private final Function<String, Optional<Lab>> labs;

  /**
   * @param events of the workshop, in order
   * @param labs as the server has them now
   */
  ResultsFold(WorkshopRecord workshop, List<Event> events, Function<String, Optional<Lab>> labs) {
    this.workshop = workshop;
    this.events = events;
    this.labs = labs;
  }

  /** When the workshop ended the last time, if it did. */
  static Optional<Instant> ended(WorkshopRecord workshop, List<Event> events) {
    if (Preparation.state(workshop) != WorkshopState.ENDED) {
      return Optional.empty();
    }
    return events.stream()
        .filter(event -> event.kind() == EventKind.ENDED)
        .reduce((before, last) -> last)
        .map(Event::when);
  }

  /**
   * @param guesses in the order in which they were made
   * @param kept after the end; nothing for ever
   */
  Results results(
      List<ParticipantRecord> learners,
      List<GuessRecord> guesses,
      Optional<Duration> kept,
      Instant now) {
    Optional<Instant> ended = ended(workshop, events);
    Map<String, Course> courses = courses(guesses, ended.orElse(now));
    return new Results(
        workshop.id(),
        workshop.title(),
        workshop.state().toLowerCase(Locale.ROOT),
        ended,
        ended.flatMap(when -> kept.map(when::plus)),
        workshop.labs().stream().map(this::plan).toList(),
        learners.stream()
            .map(one -> learner(one, Optional.ofNullable(courses.get(one.id()))))
            .toList());
  }

  private Map<String, Course> courses(List<GuessRecord> guesses, Instant until) {
    Pauses pauses = new Pauses(events, until);
    Map<String, Course> courses = new HashMap<>();
    for (Event event : events) {
      event
          .participantId()
          .ifPresent(id -> courses.computeIfAbsent(id, none -> new Course(pauses)).add(event));
    }
    for (GuessRecord guess : guesses) {
      Course course = courses.get(guess.participantId());
      if (course != null) {
        course.add(guess, stepOf(guess));
      }
    }
    courses.values().forEach(course -> course.end(until));
    return courses;
  }

  /** Where the lab asks for it now; else where it was guessed. */
  private int stepOf(GuessRecord guess) {
    String id = guess.prediction().predictionId();
    return labs.apply(guess.labId()).stream()
        .flatMap(lab -> lab.steps().stream())
        .filter(step -> step.predictions().stream().anyMatch(one -> one.id().equals(id)))
        .map(Step::number)
        .findFirst()
        .orElseGet(() -> told(guess.workspaceId(), id));
  }

  private int told(String workspaceId, String predictionId) {
    return events.stream()
        .filter(event -> event.kind() == EventKind.PREDICTED && event.step() > 0)
        .filter(event -> event.workspaceId().equals(workspaceId))
        .filter(event -> event.detail().equals(predictionId))
        .map(Event::step)
        .findFirst()
        .orElse(1);
  }

  private LearnerResult learner(ParticipantRecord learner, Optional<Course> course) {
    return new LearnerResult(
        learner.id(),
        learner.name(),
        learner.joined(),
        course.map(one -> Course.rounded(one.minutes())).orElse(0.0),
        workshop.labs().stream()
            .flatMap(lab -> course.flatMap(one -> one.result(lab)).stream())
            .toList());
  }

  private LabPlan plan(String labId) {
    return labs.apply(labId)
        .map(
            lab ->
                new LabPlan(
                    labId, lab.title(), lab.steps().stream().map(ResultsFold::plan).toList()))
        .orElseGet(() -> new LabPlan(labId, labId, stepsOf(labId)));
  }

  private static StepPlan plan(Step step) {
    return new StepPlan(
        step.number(),
        step.title(),
        step.check().isPresent(),
        step.questions().size(),
        step.predictions().stream()
            .map(one -> new PredictionPlan(one.id(), one.html(), one.unit()))
            .toList());
  }

  /** Of a lab that the server has no more: what its learners have seen. */
  private List<StepPlan> stepsOf(String labId) {
    TreeSet<Integer> seen = new TreeSet<>();
    events.stream()
        .filter(event -> event.labId().equals(labId) && event.step() > 0)
        .forEach(event -> seen.add(event.step()));
    return seen.stream()
        .map(number -> new StepPlan(number, "Step " + number, true, 0, List.of()))
        .toList();
  }
}
