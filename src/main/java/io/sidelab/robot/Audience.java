package io.sidelab.robot;

import io.sidelab.content.Lab;
import io.sidelab.content.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Follows a lab that is played, on the thread that plays it. What it does in between counts as the
 * learner's own doing.
 */
interface Audience {
  /** The learner presses Start now. */
  void begins(Lab lab);

  /** What a machine waits for. */
  void news(String news);

  /** All machines run, and their terminals are open. */
  void ready(PlayedWorkspace workspace) throws IOException, InterruptedException, Unplayable;

  /** A machine that the lab can do without is not there. */
  void without(String reason);

  void begins(Step step, PlayedWorkspace workspace)
      throws IOException, InterruptedException, Refused;

  /**
   * @param missing the machine without which its task was left out
   */
  void ends(Step step, Optional<String> missing, List<Fault> found);

  /** The lab ends here. */
  void broken(Fault fault);

  void ends(Lab lab);
}
