package io.sidelab.http;

import java.util.Optional;

/**
 * Who may start a lab without a workshop.
 *
 * @param code what learners type once; present with {@link Rule#CODE}
 */
public record SelfStudy(Rule rule, Optional<String> code) {
  /** The ways to let learners in. */
  public enum Rule {
    /** Everybody who reaches the server. */
    OPEN,
    /** Who knows the code, and instructors. */
    CODE,
    /** Instructors, and who signed in at the organisation's provider. */
    SIGNED_IN
  }

  public SelfStudy {
    if (rule == Rule.CODE && code.isEmpty()) {
      throw new IllegalArgumentException("self-study by code needs a code");
    }
  }

  public static SelfStudy open() {
    return new SelfStudy(Rule.OPEN, Optional.empty());
  }

  /** Without the code, so that no log gets it. */
  @Override
  public String toString() {
    return "SelfStudy[rule=" + rule + "]";
  }
}
