package io.sidelab.workspace;

import io.sidelab.content.Lab;
import java.util.List;
import java.util.Optional;

/**
 * Whether so many learners find room. A seat is one workspace of the largest of the labs: a learner
 * of a cohort has one lab at a time.
 *
 * @param labs that they will start, one after another
 * @param cohort whose own places and workspaces do not stand in its way
 */
public record SeatRequest(int seats, List<Lab> labs, Optional<String> cohort) {
  public SeatRequest {
    if (seats < 0) {
      throw new IllegalArgumentException("seats cannot be " + seats);
    }
    labs = List.copyOf(labs);
  }
}
