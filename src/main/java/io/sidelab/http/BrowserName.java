package io.sidelab.http;

import java.util.List;

/** What a browser calls itself, in a few words that people know again in a list. */
final class BrowserName {
  /** Each names itself after those that it wants to be taken for, so the order matters. */
  private static final List<String[]> BROWSERS =
      List.of(
          new String[] {"Edg", "Edge"},
          new String[] {"OPR/", "Opera"},
          new String[] {"Firefox/", "Firefox"},
          new String[] {"FxiOS/", "Firefox"},
          new String[] {"CriOS/", "Chrome"},
          new String[] {"Chrome/", "Chrome"},
          new String[] {"Safari/", "Safari"});

  private static final List<String[]> SYSTEMS =
      List.of(
          new String[] {"Android", "Android"},
          new String[] {"iPhone", "iPhone"},
          new String[] {"iPad", "iPad"},
          new String[] {"CrOS", "ChromeOS"},
          new String[] {"Windows", "Windows"},
          new String[] {"Mac OS X", "macOS"},
          new String[] {"Linux", "Linux"});

  private BrowserName() {}

  /** Such as “Firefox on Linux”. Never longer than that, whatever a client sends. */
  static String of(String userAgent) {
    String text = userAgent == null ? "" : userAgent;
    return find(BROWSERS, text, "Another program") + find(SYSTEMS, text, "", " on ");
  }

  private static String find(List<String[]> known, String text, String otherwise) {
    return find(known, text, otherwise, "");
  }

  private static String find(List<String[]> known, String text, String otherwise, String before) {
    return known.stream()
        .filter(one -> text.contains(one[0]))
        .map(one -> before + one[1])
        .findFirst()
        .orElse(otherwise);
  }
}
