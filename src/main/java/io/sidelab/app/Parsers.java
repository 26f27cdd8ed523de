package io.sidelab.app;

import io.sidelab.app.Setting.Parser;
import io.sidelab.oidc.OidcSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How settings are written. Each parser says what would be right when a value is not. */
final class Parsers {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "min", 60L, "h", 3600L, "d", 86_400L);
  private static final Pattern SUBNET =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  private Parsers() {}

  static Parser<Integer> integer(int least, int most) {
    return text -> {
      try {
        int value = Integer.parseInt(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // Said below, together with the range.
      }
      throw new IllegalArgumentException("is not a whole number from " + least + " to " + most);
    };
  }

  static Parser<Boolean> yesOrNo() {
    return text ->
        switch (text) {
          case "true", "yes" -> true;
          case "false", "no" -> false;
          default -> throw new IllegalArgumentException("is neither yes nor no");
        };
  }

  /** A size such as {@code 512 KiB}. */
  static Parser<Long> size() {
    return text -> quantity(text, SIZES, "is not a size such as 512 KiB, 256 MiB or 2 GiB");
  }

  /** A time such as {@code 30 min}, greater than zero. */
  static Parser<Duration> duration() {
    String right = "is not a time such as 20 s, 30 min, 4 h or 1 d";
    return text -> {
      Duration value = Duration.ofSeconds(quantity(text, SECONDS, right));
      if (value.isZero()) {
        throw new IllegalArgumentException(right);
      }
      return value;
    };
  }

  /** Empty for 0. */
  static Parser<Optional<Duration>> durationOrNever() {
    return text ->
        text.strip().equals("0") ? Optional.empty() : Optional.of(duration().parse(text));
  }

  static Parser<String> text() {
    return text -> text;
  }

  static Parser<Optional<String>> optionalText() {
    return text -> Optional.of(text).filter(value -> !value.isBlank());
  }

  /** Empty where nothing is written, else as the parser has it. */
  static <T> Parser<Optional<T>> optional(Parser<T> parser) {
    return text -> text.isBlank() ? Optional.empty() : Optional.of(parser.parse(text));
  }

  /** A word of a list: a constant in small letters with dashes. */
  static <E extends Enum<E>> Parser<E> oneOf(Class<E> type) {
    return text -> {
      for (E constant : type.getEnumConstants()) {
        if (word(constant).equals(text)) {
          return constant;
        }
      }
      throw new IllegalArgumentException(
          "is none of "
              + Arrays.stream(type.getEnumConstants())
                  .map(Parsers::word)
                  .collect(Collectors.joining(", ")));
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A text that must not be guessed, where there is one. */
  static Parser<Optional<String>> secret(int least) {
    return text -> {
      if (!text.isEmpty() && text.length() < least) {
        throw new IllegalArgumentException("is shorter than " + least + " characters");
      }
      return optionalText().parse(text);
    };
  }

  /** Host and port of a registry, and a path on it where it needs one. */
  static Parser<Optional<String>> mirror() {
    return text -> {
      if (!text.isBlank() && !text.matches("[A-Za-z0-9.-]+(:\\d{1,5})?(/[a-z0-9._/-]+)?")) {
        throw new IllegalArgumentException("is not a registry's host and port");
      }
      return optionalText().parse(text);
    };
  }

  /** Values between commas; blanks around them do not count. */
  static Parser<List<String>> list() {
    return text ->
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
  }

  static Parser<Path> folder() {
    return text -> {
      try {
        return Path.of(text);
      } catch (InvalidPathException invalid) {
        throw new IllegalArgumentException("is not a path", invalid);
      }
    };
  }

  static Parser<Optional<Path>> optionalFolder() {
    return text -> text.isBlank() ? Optional.empty() : Optional.of(folder().parse(text));
  }

  /** Origins between commas, each scheme, host and, where it is not the usual one, port. */
  static Parser<List<String>> origins() {
    return text -> {
      List<String> origins = list().parse(text);
      if (!origins.stream().allMatch(origin -> origin.matches("https?://[A-Za-z0-9.:\\[\\]-]+"))) {
        throw new IllegalArgumentException("is not an origin such as https://labs.example.org");
      }
      return origins;
    };
  }

  /** One origin. */
  static Parser<URI> origin() {
    return text -> {
      List<String> origins = origins().parse(text);
      if (origins.size() != 1) {
        throw new IllegalArgumentException("is not one origin such as https://labs.example.org");
      }
      return URI.create(origins.get(0));
    };
  }

  /** Who signs ID tokens: encrypted, or on this machine, and nothing behind its path. */
  static Parser<URI> issuer() {
    return text -> {
      try {
        URI issuer = new URI(text);
        if (OidcSettings.trustworthy(issuer) && issuer.getRawQuery() == null) {
          return issuer;
        }
      } catch (URISyntaxException notAnAddress) {
        // Said below, like an address that is not encrypted.
      }
      throw new IllegalArgumentException(
          "is not an https address such as https://login.example.org");
    };
  }

  /** An engine's address as {@code DOCKER_HOST} has it; empty for the local engine. */
  static Parser<Optional<URI>> engineAddress() {
    return text -> {
      if (text.isBlank()) {
        return Optional.empty();
      }
      if (!text.matches("(unix:///|tcp://[^/]).*")) {
        throw new IllegalArgumentException(
            "is not an address such as unix:///var/run/docker.sock or tcp://192.0.2.7:2376");
      }
      return Optional.of(URI.create(text));
    };
  }

  /** An IPv4 range in CIDR form that leaves room for subnets. */
  static Parser<String> subnetRange() {
    String right = "is not an IPv4 range such as 10.213.0.0/16, from /8 to /24";
    return text -> {
      Matcher matcher = SUBNET.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(right);
      }
      int bits = Integer.parseInt(matcher.group(5));
      boolean octets = true;
      for (int group = 1; group <= 4; group++) {
        octets &= Integer.parseInt(matcher.group(group)) <= 255;
      }
      if (!octets || bits < 8 || bits > 24) {
        throw new IllegalArgumentException(right);
      }
      return text;
    };
  }

  private static long quantity(String text, Map<String, Long> units, String right) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
      throw new IllegalArgumentException(right);
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2)));
  }
}
