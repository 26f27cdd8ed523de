package io.sidelab.sqlite;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The chosen indexes of an answer as one column. */
final class Choices {
  private Choices() {}

  static String toText(Set<Integer> choices) {
    return new TreeSet<>(choices).stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  static Set<Integer> fromText(String text) {
    if (text.isEmpty()) {
      return Set.of();
    }
    return Arrays.stream(text.split(",")).map(Integer::valueOf).collect(Collectors.toSet());
  }
}
