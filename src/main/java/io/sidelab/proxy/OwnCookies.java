package io.sidelab.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cookies of this server. Browsers send them to every port of a host, so they arrive here among
 * those of machines; they must not get further, and no machine may set them.
 */
public final class OwnCookies {
  /** Begins the names of all of them. */
  public static final String PREFIX = "sidelab_";

  /** Stands for the port that a browser was let in to. */
  static final String PORT = PREFIX + "port";

  private OwnCookies() {}

  /** The values of the port's cookies; a page of a machine may have added false ones. */
  static List<String> ports(List<Header> headers) {
    return cookies(headers)
        .filter(cookie -> cookie.startsWith(PORT + "="))
        .map(cookie -> cookie.substring(PORT.length() + 1))
        .toList();
  }

  /** What a machine may see of the request's cookies, possibly nothing. */
  static String others(List<Header> headers) {
    return cookies(headers).filter(cookie -> !own(cookie)).collect(Collectors.joining("; "));
  }

  private static Stream<String> cookies(List<Header> headers) {
    return Header.values(headers, "Cookie").stream()
        .flatMap(value -> Arrays.stream(value.split(";")))
        .map(String::strip)
        .filter(cookie -> !cookie.isEmpty());
  }

  /**
   * Whether a cookie, or a line that sets one, has a name of ours. Browsers drop blanks around it,
   * and some take a cookie without a name for one whose value is the name.
   */
  static boolean own(String cookie) {
    String bare = cookie.strip();
    String named = bare.startsWith("=") ? bare.substring(1).strip() : bare;
    return named.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }
}
