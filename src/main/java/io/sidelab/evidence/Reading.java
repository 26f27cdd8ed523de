package io.sidelab.evidence;

import java.util.Optional;

/**
 * One figure of a layer, and where it was read.
 *
 * @param value empty when it is not known
 * @param source the file or the engine's answer that it was read from, for the learner
 * @param note why it is not known, or what it means here; may be empty
 */
public record Reading(String label, Optional<String> value, String source, String note) {
  static Reading of(String label, String value, String source) {
    return new Reading(label, Optional.of(value), source, "");
  }

  /** As known, or as not known for that reason. */
  static Reading of(String label, Optional<String> value, String source, String whyNot) {
    return new Reading(label, value, source, value.isPresent() ? "" : whyNot);
  }

  Reading meaning(String what) {
    return value.isPresent() ? new Reading(label, value, source, what) : this;
  }
}
