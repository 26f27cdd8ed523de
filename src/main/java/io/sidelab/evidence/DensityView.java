package io.sidelab.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Races and growing numbers of containers in one workspace: what is allowed, what goes on, and what
 * the latest runs measured.
 *
 * @param at when this was put together
 * @param budget how far runs may go here
 * @param running race, growth, or empty when nothing goes on
 * @param race the one that goes on, else the latest
 * @param growth the one that goes on, else the latest
 * @param figures {@code RUN/NAME} → value as text, of the latest runs that came to an end
 */
public record DensityView(
    Instant at,
    Budget budget,
    String running,
    Optional<RaceView> race,
    Optional<GrowthView> growth,
    Map<String, String> figures) {

  /**
   * How far runs may go: what the lab says, within the server's own bounds.
   *
   * @param title of the machine that there are many of
   * @param image of that machine
   * @param vmTitle of the VM it is compared with; empty when there is none
   * @param containers the most that grow at once
   * @param race the most that race at once
   * @param floorBytes of the host's memory that stay free whatever happens
   */
  public record Budget(
      String title,
      String image,
      String vmTitle,
      int containers,
      int race,
      long memoryBytes,
      long diskBytes,
      long floorBytes) {}

  /** Puts the figures of the latest runs together. */
  public static DensityView of(
      Instant at,
      Budget budget,
      String running,
      Optional<RaceView> race,
      Optional<GrowthView> growth) {
    Map<String, String> figures = new TreeMap<>();
    race.ifPresent(one -> figures.putAll(one.figures()));
    growth.ifPresent(
        one -> one.bill().ifPresent(bill -> figures.putAll(bill.figures(one.endedBy(), one.vm()))));
    return new DensityView(at, budget, running, race, growth, figures);
  }

  /** Where a run is. */
  public enum State {
    PREPARING,
    RUNNING,
    /** Everything is measured; what was made is being removed. */
    REMOVING,
    DONE,
    /** Ended by its learner, or with its workspace. */
    STOPPED,
    FAILED;

    /** As programs elsewhere read it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
