package io.sidelab.engine;

import java.util.OptionalInt;

/** Hears how long work goes on. Called from the working thread; must return at once. */
@FunctionalInterface
public interface Progress {
  /**
   * @param message a short line, such as "Downloading 12 of 48 MB"
   * @param percent 0 to 100 where it is known
   */
  void report(String message, OptionalInt percent);
}
