package io.sidelab.content;

import java.util.Optional;

/**
 * A solution that presses a button of the page instead of typing: starts a race, or lets the number
 * of containers grow.
 *
 * @param kind {@link DensityFigure#RACE} or {@link DensityFigure#GROWTH}
 */
public record PressedRun(String kind, int containers) {
  private static final int MOST = 1000;

  /** What a solution's fence asks for; empty when it is one to be typed. */
  static Optional<PressedRun> of(Fence fence) {
    String kind = fence.attribute("press", "");
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    String text = fence.text().strip();
    int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (!kind.equals(DensityFigure.RACE) && !kind.equals(DensityFigure.GROWTH)) {
      fence.location().report("press must be race or growth, not " + Location.quote(kind));
    } else if (number < 1 || number > MOST) {
      fence.location().report("a solution that presses holds the number of containers, such as 10");
    }
    return Optional.of(new PressedRun(kind, number));
  }
}
