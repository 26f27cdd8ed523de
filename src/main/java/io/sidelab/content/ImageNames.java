package io.sidelab.content;

import java.util.regex.Pattern;

/** The form of image names, as Docker takes them: {@code registry:5000/group/name:tag@digest}. */
final class ImageNames {
  /** Docker's own limit of a name without its tag. */
  private static final int NAME_LENGTH = 255;

  private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final String HOST =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?/)?";
  private static final String TAG = "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?";
  private static final Pattern FORM =
      Pattern.compile(HOST + PART + "(?:/" + PART + ")*" + TAG + "(?:@sha256:[0-9a-f]{64})?");

  private ImageNames() {}

  /** Reports a name that no engine would take. */
  static void check(String name, Location location) {
    if (name.length() > NAME_LENGTH || !FORM.matcher(name).matches()) {
      location.report(
          "the image name "
              + Location.quote(name)
              + " is malformed; write it as in docker run: debian:12, group/name:tag");
    }
  }
}
