package io.sidelab.workspace;

import io.sidelab.content.DensityFigure;
import io.sidelab.evidence.DensityView;

/** What checks and predictions are told of runs. */
final class DensityFigures {
  private DensityFigures() {}

  /**
   * @param name as {@code RUN/NAME}
   * @throws MissingFact when no run has measured it yet
   */
  static String of(DensityView view, String name) throws MissingFact {
    String value = view.figures().get(name);
    if (value == null) {
      throw new MissingFact(missing(view, name));
    }
    return value;
  }

  private static String missing(DensityView view, String name) {
    boolean race = name.startsWith(DensityFigure.RACE + "/");
    if (view.running().equals(race ? DensityFigure.RACE : DensityFigure.GROWTH)) {
      return "The run is still going on. Wait for its end, then try again.";
    }
    boolean ran = race ? view.race().isPresent() : view.growth().isPresent();
    return ran
        ? "The latest run has no such figure. Had it a virtual machine to compare with? Run it"
            + " again."
        : "That is measured by a run that has not been made yet. Open Race and density under the"
            + " shells and press "
            + (race ? "Start the race." : "Grow.");
  }
}
