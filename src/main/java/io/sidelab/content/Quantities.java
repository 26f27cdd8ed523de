package io.sidelab.content;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as authors write them. */
final class Quantities {
  private static final long KIB = 1024;

  private static final Map<String, Long> SIZES =
      Map.of("KiB", KIB, "MiB", KIB * KIB, "GiB", KIB * KIB * KIB);

  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L);

  /** Nine digits times the largest unit stay far below what a long holds. */
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,9}) ?([A-Za-z]{1,3})");

  private Quantities() {}

  /** Bytes of {@code 256 MiB}; empty when it is not a size. */
  static OptionalLong bytes(String text) {
    return in(SIZES, text);
  }

  /** Milliseconds of {@code 10 s}; empty when it is not a duration. */
  static OptionalLong milliseconds(String text) {
    return in(MILLISECONDS, text);
  }

  private static OptionalLong in(Map<String, Long> units, String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(matcher.group(1)) * units.get(matcher.group(2)));
  }

  /** A size as an author would write it. */
  static String size(long bytes) {
    if (bytes % SIZES.get("GiB") == 0) {
      return bytes / SIZES.get("GiB") + " GiB";
    }
    return bytes % SIZES.get("MiB") == 0 ? bytes / SIZES.get("MiB") + " MiB" : bytes / KIB + " KiB";
  }

  /** A duration as an author would write it. */
  static String duration(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }
}
