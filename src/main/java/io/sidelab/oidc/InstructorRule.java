package io.sidelab.oidc;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person's claims must say to make an instructor of them.
 *
 * @param claim its name, such as {@code groups}
 * @param values any of which will do
 */
public record InstructorRule(String claim, Set<String> values) {
  private static final String EMAIL = "email";

  public InstructorRule {
    values = Set.copyOf(values);
  }

  /**
   * Reads {@code claim=value} or {@code claim=value,value}.
   *
   * @throws IllegalArgumentException with what would be right, to follow the text in a sentence
   */
  public static InstructorRule parse(String text) {
    String[] sides = text.split("=", 2);
    Set<String> values =
        Arrays.stream(sides[sides.length - 1].split(","))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    String claim = sides[0].strip();
    if (sides.length < 2 || !claim.matches("[A-Za-z0-9_.:/-]{1,200}") || values.isEmpty()) {
      throw new IllegalArgumentException(
          "is not a claim and its values such as groups=teachers or email=ada@example.org");
    }
    return new InstructorRule(claim, values);
  }

  /**
   * Whether the claims make an instructor. An address of mail counts only when the provider says
   * that it has verified it: at many providers people enter any address they like.
   */
  boolean admits(Map<String, Object> claims) {
    Object found = claims.get(claim);
    if (claim.equals(EMAIL)) {
      return verified(claims) && found instanceof String address && listsAddress(address);
    }
    Collection<?> all = found instanceof Collection<?> many ? many : List.of();
    return found instanceof String one
        ? values.contains(one)
        : all.stream().anyMatch(one -> one instanceof String text && values.contains(text));
  }

  private static boolean verified(Map<String, Object> claims) {
    // Some providers write the truth value as a text.
    return "true".equals(String.valueOf(claims.get("email_verified")));
  }

  private boolean listsAddress(String address) {
    String small = address.toLowerCase(Locale.ROOT);
    return values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).equals(small));
  }
}
