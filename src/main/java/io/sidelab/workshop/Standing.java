package io.sidelab.workshop;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one learner stands, folded from events. Immutable.
 *
 * @param workspaceId of the lab that was started last; may be empty
 * @param step that the learner looks at; 0 before the first
 * @param passed steps of each lab
 * @param failures of the check of a step since it was tried first, by lab and step, while it has
 *     not passed
 * @param lastFailure what a check last said, until one passes; may be empty
 * @param failedAt when it said so
 * @param hints that were read, in all
 * @param stepSince when the learner came to that step
 * @param active when the learner last did something that is told as an event
 * @param handRaised since when they wait for help
 */
public record Standing(
    String workspaceId,
    String labId,
    int step,
    Map<String, Set<Integer>> passed,
    Map<String, Integer> failures,
    String lastFailure,
    Optional<Instant> failedAt,
    int hints,
    Instant stepSince,
    Instant active,
    Optional<Instant> handRaised) {

  static Standing joined(Instant when) {
    return new Standing(
        "", "", 0, Map.of(), Map.of(), "", Optional.empty(), 0, when, when, Optional.empty());
  }

  /** Steps passed in a lab. */
  public Set<Integer> passedIn(String lab) {
    return passed.getOrDefault(lab, Set.of());
  }

  /** Failures of the check of the step that the learner looks at. */
  public int failuresHere() {
    return failures.getOrDefault(key(labId, step), 0);
  }

  public Duration onStep(Instant now) {
    return Duration.between(stepSince, now);
  }

  Standing after(Event event) {
    return switch (event.kind()) {
      case LAB_STARTED -> started(event);
      case STEP_SHOWN -> shows(event.labId(), event.step(), event.when());
      case CHECK_PASSED -> passed(event);
      case CHECK_FAILED -> failed(event);
      case HAND_RAISED -> hand(handRaised.or(() -> Optional.of(event.when())), event.when());
      case HAND_LOWERED -> hand(Optional.empty(), active);
      case ANSWERED_RIGHT, ANSWERED_WRONG, PREDICTED, RETURNED -> hand(handRaised, event.when());
      default -> this;
    };
  }

  private Standing started(Event event) {
    return new Standing(
        event.workspaceId(),
        event.labId(),
        event.labId().equals(labId) ? Math.max(1, step) : 1,
        passed,
        failures,
        "",
        Optional.empty(),
        hints,
        event.when(),
        event.when(),
        handRaised);
  }

  private Standing shows(String lab, int shown, Instant when) {
    return new Standing(
        workspaceId,
        lab,
        shown,
        passed,
        failures,
        lastFailure,
        failedAt,
        hints,
        when,
        when,
        handRaised);
  }

  private Standing passed(Event event) {
    Map<String, Set<Integer>> more = new HashMap<>(passed);
    Set<Integer> steps = new HashSet<>(passedIn(event.labId()));
    steps.add(event.step());
    more.put(event.labId(), Set.copyOf(steps));
    Map<String, Integer> fewer = new HashMap<>(failures);
    fewer.remove(key(event.labId(), event.step()));
    return new Standing(
        workspaceId,
        labId,
        step,
        Map.copyOf(more),
        Map.copyOf(fewer),
        "",
        Optional.empty(),
        hints,
        stepSince,
        event.when(),
        handRaised);
  }

  private Standing failed(Event event) {
    Map<String, Integer> more = new HashMap<>(failures);
    more.merge(key(event.labId(), event.step()), 1, Integer::sum);
    return new Standing(
        workspaceId,
        labId,
        step,
        passed,
        Map.copyOf(more),
        event.detail(),
        Optional.of(event.when()),
        hints + 1,
        stepSince,
        event.when(),
        handRaised);
  }

  private Standing hand(Optional<Instant> raised, Instant when) {
    return new Standing(
        workspaceId,
        labId,
        step,
        passed,
        failures,
        lastFailure,
        failedAt,
        hints,
        stepSince,
        when.isAfter(active) ? when : active,
        raised);
  }

  private static String key(String lab, int step) {
    return lab + " " + step;
  }
}
