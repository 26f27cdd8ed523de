package io.sidelab.robot;

import java.time.Duration;

/**
 * Hears how a robot in a class gets on, as it happens: on the robot's thread, and of keys on that
 * of its probe. Must be quick and safe for use by many robots at once.
 */
public interface ClassNews {
  /**
   * @param took from Start until all its terminals had shown a prompt
   */
  void ready(String robot, String lab, Duration took);

  /** A step with something to do is done. */
  void passed(String robot, String lab, int step);

  /** A step went wrong; the reason is what an author would read, with its file and line. */
  void failed(String robot, String lab, int step, String reason);

  /** A lab could not be played, or not to its end. */
  void broken(String robot, String lab, String reason);

  /**
   * A lab was played to its end, whatever its steps came to.
   *
   * @param took from Start to the end of the last step
   */
  void ended(String robot, String lab, Duration took);

  /** From a key to its echo. */
  void echoed(Duration took);
}
