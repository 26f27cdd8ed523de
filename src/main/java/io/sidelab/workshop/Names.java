package io.sidelab.workshop;

import io.sidelab.workshop.WorkshopFailure.Reason;
import java.text.Normalizer;

/** Names of learners as a class can read them. */
final class Names {
  private static final int LONGEST = 40;

  private Names() {}

  /** In one form, so that two names that look alike are alike. */
  static String clean(String name) throws WorkshopFailure {
    String clean = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
    if (clean.isEmpty() || clean.length() > LONGEST || !printable(clean)) {
      throw new WorkshopFailure(Reason.INVALID, "Give a name of 1 to " + LONGEST + " characters.");
    }
    return clean;
  }

  /** Without control characters and marks that turn the direction of what stands around them. */
  static boolean printable(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                Character.isISOControl(point)
                    || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.LINE_SEPARATOR
                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
                    || Character.getType(point) == Character.SURROGATE);
  }
}
