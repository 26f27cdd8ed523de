package io.sidelab.workshop;

import io.sidelab.workshop.WorkshopFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;

/**
 * What an instructor decides about a workshop.
 *
 * @param labs in order, by name
 * @param ends when its seats are given back at the latest
 * @param seats learners that get machines at once; more wait in the queue
 * @param time of each workspace at first
 * @param recorded whether what terminals print is kept, where the lab does not ask for it itself
 */
public record Plan(
    String title,
    List<String> labs,
    Instant starts,
    Instant ends,
    int seats,
    Duration time,
    boolean recorded) {
  static final int LONGEST_TITLE = 80;
  static final int MOST_LABS = 20;
  static final int MOST_SEATS = 500;
  static final Duration SHORTEST_TIME = Duration.ofMinutes(5);
  static final Duration LONGEST_TIME = Duration.ofHours(12);
  static final Duration LONGEST_WORKSHOP = Duration.ofDays(31);

  public Plan {
    title = title.strip();
    labs = List.copyOf(labs);
    starts = starts.truncatedTo(ChronoUnit.MILLIS);
    ends = ends.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Refuses what cannot be, with a sentence that says what would do. */
  void check() throws WorkshopFailure {
    if (title.isEmpty() || title.length() > LONGEST_TITLE || !Names.printable(title)) {
      throw invalid("Give the workshop a title of 1 to " + LONGEST_TITLE + " characters.");
    }
    if (labs.isEmpty() || labs.size() > MOST_LABS || new HashSet<>(labs).size() < labs.size()) {
      throw invalid("Choose 1 to " + MOST_LABS + " labs, each of them once.");
    }
    if (seats < 1 || seats > MOST_SEATS) {
      throw invalid("A workshop has 1 to " + MOST_SEATS + " seats.");
    }
    if (time.compareTo(SHORTEST_TIME) < 0 || time.compareTo(LONGEST_TIME) > 0) {
      throw invalid("A workspace has 5 minutes to 12 hours.");
    }
    if (!ends.isAfter(starts) || starts.plus(LONGEST_WORKSHOP).isBefore(ends)) {
      throw invalid("A workshop ends after it starts, at most 31 days later.");
    }
  }

  private static WorkshopFailure invalid(String message) {
    return new WorkshopFailure(Reason.INVALID, message);
  }
}
