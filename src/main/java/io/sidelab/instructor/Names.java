package io.sidelab.instructor;

import java.text.Normalizer;
import java.util.Locale;

/** How instructors may be called, and when two names are the same. */
final class Names {
  private static final int LONGEST = 60;

  private Names() {}

  /**
   * The name as it is kept.
   *
   * @throws InstructorFailure when it is none: empty, too long, or with characters nobody sees
   */
  static String tidy(String text) throws InstructorFailure {
    String name = normal(text);
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > LONGEST) {
      throw bad("The name must have 1 to " + LONGEST + " characters.");
    }
    if (!name.codePoints().allMatch(Names::shown)) {
      throw bad("The name holds a character that cannot be shown. Leave it out.");
    }
    return name;
  }

  /** As near to a text of elsewhere as names may be. */
  static String fit(String text) {
    StringBuilder shown = new StringBuilder();
    normal(text).codePoints().filter(Names::shown).limit(LONGEST).forEach(shown::appendCodePoint);
    String name = shown.toString().strip();
    return name.isEmpty() ? "Instructor" : name;
  }

  /** The name itself, then the name with 2, with 3 and so on, never too long. */
  static String numbered(String name, int number) {
    if (number == 1) {
      return name;
    }
    String suffix = " " + number;
    int room = LONGEST - suffix.length();
    int end = name.offsetByCodePoints(0, Math.min(room, name.codePointCount(0, name.length())));
    return name.substring(0, end).strip() + suffix;
  }

  /** What is the same for names that people take for one. Of any text, so that sign-in may ask. */
  static String key(String text) {
    String normal = normal(text);
    return Normalizer.normalize(normal.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }

  /** Neither a control, nor a direction mark or other format, nor half a character, nor unknown. */
  private static boolean shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static InstructorFailure bad(String message) {
    return new InstructorFailure(InstructorFailure.Reason.BAD_NAME, message);
  }
}
