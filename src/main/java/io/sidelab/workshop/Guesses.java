package io.sidelab.workshop;

import io.sidelab.content.Lab;
import io.sidelab.content.Prediction;
import io.sidelab.store.GuessRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.workshop.WorkshopFailure.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a class guessed, for who may know it. Each call is one look into the store. */
public final class Guesses {
  private final Workshops workshops;

  Guesses(Workshops workshops) {
    this.workshops = workshops;
  }

  /**
   * For a learner, who has guessed already: nobody peeks.
   *
   * @param guess the learner's first one, the one that counts
   * @param measured beside it
   */
  public record Own(Spread spread, String guess, String measured) {}

  /**
   * For the instructor.
   *
   * @param measured what the learners' machines gave, the most frequent first
   */
  public record All(Spread spread, List<Spread.Word> measured) {}

  /** How the class guessed, for a learner of it. */
  public Own ofClass(String learnerId, String workshopId, String labId, String predictionId)
      throws WorkshopFailure {
    ParticipantRecord me = workshops.attendance().me(learnerId, workshopId);
    Map<String, GuessRecord> first = first(workshopId, labId, predictionId);
    GuessRecord mine =
        Optional.ofNullable(first.get(me.id()))
            .orElseThrow(
                () ->
                    new WorkshopFailure(
                        Reason.GUESS_FIRST, "Guess first; then you see how the others guessed."));
    return new Own(
        spread(workshopId, labId, predictionId, first).forClass(),
        mine.prediction().guess(),
        mine.prediction().measured());
  }

  /** How the class guessed, for its instructor. */
  public All ofWorkshop(String instructorId, String workshopId, String labId, String predictionId)
      throws WorkshopFailure {
    if (!workshops.owned(instructorId, workshopId).labs().contains(labId)
        || prediction(labId, predictionId).isEmpty()) {
      throw new WorkshopFailure(Reason.NOT_FOUND, "This workshop has no such prediction.");
    }
    Map<String, GuessRecord> first = first(workshopId, labId, predictionId);
    List<String> measured =
        first.values().stream().map(one -> one.prediction().measured()).toList();
    List<Spread.Word> figures = Spread.words(measured).stream().limit(Spread.MOST_WORDS).toList();
    return new All(spread(workshopId, labId, predictionId, first), figures);
  }

  /** A learner who starts a lab anew knows the figure: the first guess counts. */
  private Map<String, GuessRecord> first(String workshopId, String labId, String predictionId) {
    Map<String, GuessRecord> first = new LinkedHashMap<>();
    for (GuessRecord guess : workshops.store().guesses(workshopId)) {
      if (guess.labId().equals(labId) && guess.prediction().predictionId().equals(predictionId)) {
        first.putIfAbsent(guess.participantId(), guess);
      }
    }
    return first;
  }

  private Spread spread(
      String workshopId, String labId, String predictionId, Map<String, GuessRecord> first) {
    List<String> guesses = first.values().stream().map(one -> one.prediction().guess()).toList();
    boolean numbers =
        prediction(labId, predictionId)
            .map(one -> !one.unit().isEmpty())
            .orElseGet(() -> guesses.stream().allMatch(one -> Spread.number(one).isPresent()));
    return Spread.of(guesses, workshops.store().participants(workshopId).size(), numbers);
  }

  private Optional<Prediction> prediction(String labId, String predictionId) {
    return workshops.lab(labId).map(Lab::steps).stream()
        .flatMap(List::stream)
        .flatMap(step -> step.predictions().stream())
        .filter(one -> one.id().equals(predictionId))
        .findFirst();
  }
}
