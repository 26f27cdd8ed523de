package io.sidelab.terminal;

import java.util.regex.Pattern;

/**
 * What a terminal's learner, and everybody else there, sees of a guest, such as "Ada, instructor".
 * Shown as it stands, so it may hold nothing that hides or turns text around.
 *
 * @param text 1 to {@value #LONGEST} characters without control or formatting characters, and
 *     without blanks at either end
 */
public record GuestName(String text) {
  /** Fits into a terminal's bar beside what is said of it. */
  public static final int LONGEST = 80;

  private static final Pattern ALLOWED =
      Pattern.compile("(?! )[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1," + LONGEST + "}(?<! )");

  /**
   * @throws IllegalArgumentException when the text is none of these
   */
  public GuestName {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a guest's name is 1 to " + LONGEST + " characters that can be seen");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
