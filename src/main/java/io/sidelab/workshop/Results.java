package io.sidelab.workshop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a workshop's learners did, as its instructor takes it home: as JSON just so, times in ISO
 * 8601, empty optionals as null. Minutes have one decimal and leave out pauses of the class, but no
 * others: nobody knows why somebody did nothing.
 *
 * @param title of the workshop
 * @param state prepared, open or ended
 * @param ended when it ended the last time
 * @param deleted when the server deletes it by itself; empty for never, or as long as it goes on
 * @param labs in the order of the workshop
 * @param learners in the order in which they joined
 */
public record Results(
    String id,
    String title,
    String state,
    Optional<Instant> ended,
    Optional<Instant> deleted,
    List<LabPlan> labs,
    List<LearnerResult> learners) {

  /**
   * A lab of the workshop.
   *
   * @param title its id, when the server has the lab no more
   */
  public record LabPlan(String id, String title, List<StepPlan> steps) {}

  /**
   * A step of a lab.
   *
   * @param task whether it has a check
   * @param questions how many it asks
   * @param predictions to be guessed
   */
  public record StepPlan(
      int number, String title, boolean task, int questions, List<PredictionPlan> predictions) {}

  /**
   * A figure to be guessed.
   *
   * @param question safe HTML
   * @param unit of a number; empty where it is guessed in words
   */
  public record PredictionPlan(String id, String question, String unit) {}

  /**
   * One learner.
   *
   * @param id of the learner in this workshop
   * @param minutes in labs; who had two at once is counted where they looked
   * @param labs that they started, in the order of the workshop
   */
  public record LearnerResult(
      String id, String name, Instant joined, double minutes, List<LabResult> labs) {}

  /**
   * One learner's lab.
   *
   * @param started the first time
   * @param starts how often
   * @param ended the last time; empty while it goes on
   * @param steps that they were on
   */
  public record LabResult(
      String lab,
      Instant started,
      int starts,
      Optional<Instant> ended,
      double minutes,
      List<StepResult> steps) {}

  /**
   * One learner's step.
   *
   * @param passed when its check passed the first time
   * @param minutesToPass from the start of that lab
   * @param minutesOnStep while they looked at it, in all
   * @param failed checks, each of which gave a hint to read
   * @param rightAtFirst questions whose first answer was right
   * @param rightAtLast questions whose latest answer was right
   * @param answered questions that were answered
   */
  public record StepResult(
      int step,
      Optional<Instant> passed,
      Optional<Double> minutesToPass,
      double minutesOnStep,
      int failed,
      int rightAtFirst,
      int rightAtLast,
      int answered,
      List<GuessResult> guesses) {}

  /**
   * The first guess of a figure.
   *
   * @param measured beside it, whatever the learner's machine gave
   */
  public record GuessResult(String prediction, String guess, String measured) {}
}
