package io.sidelab.http;

import io.sidelab.workshop.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an instructor decides about a workshop, on the wire.
 *
 * @param minutes of a workspace at first
 */
record PlanJson(
    String title,
    List<String> labs,
    Instant starts,
    Instant ends,
    int seats,
    int minutes,
    boolean recorded) {
  Plan plan() throws Refusal {
    if (labs.contains(null)) {
      throw new Refusal(400, "bad_field", "A lab is named by a text.");
    }
    return new Plan(title, labs, starts, ends, seats, Duration.ofMinutes(minutes), recorded);
  }
}
