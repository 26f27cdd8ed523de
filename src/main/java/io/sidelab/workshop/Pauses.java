package io.sidelab.workshop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a class stood still. */
final class Pauses {
  private record Pause(Instant from, Instant to) {}

  private final List<Pause> pauses = new ArrayList<>();

  /**
   * @param events in order
   * @param until when a pause that goes on is cut off
   */
  Pauses(List<Event> events, Instant until) {
    Optional<Instant> since = Optional.empty();
    for (Event event : events) {
      boolean over = event.kind() == EventKind.RESUMED || event.kind() == EventKind.ENDED;
      if (event.kind() == EventKind.PAUSED && since.isEmpty()) {
        since = Optional.of(event.when());
      } else if (over && since.isPresent()) {
        pauses.add(new Pause(since.get(), event.when()));
        since = Optional.empty();
      }
    }
    since.ifPresent(from -> pauses.add(new Pause(from, until)));
  }

  /** The time between two moments without pauses; none when they are the wrong way round. */
  Duration between(Instant from, Instant to) {
    Duration time = length(from, to);
    for (Pause pause : pauses) {
      time = time.minus(length(later(from, pause.from()), earlier(to, pause.to())));
    }
    return time;
  }

  private static Duration length(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
