package io.sidelab.terminal;

import java.util.List;
import java.util.Optional;

/**
 * Who is at a terminal, as one viewer is told. Only guests are named: a learner knows of their own
 * further windows, such as one for a projector, and would only be alarmed by them.
 *
 * @param others guests besides this viewer; those first who type or ask, then as they came; at most
 *     {@value #MOST}
 * @param more guests that are left out of that
 * @param attended whether the learner is there, too, and could let a guest type
 * @param self what the others see of this viewer; empty for the learner
 */
public record Company(
    List<Companion> others, int more, boolean attended, Optional<Companion> self) {
  /** More names than these nobody reads; a class of sixty would fill a screen. */
  public static final int MOST = 12;

  /** What a learner's viewer takes for granted until it is told something else. */
  static final Company NONE = new Company(List.of(), 0, true, Optional.empty());
}
