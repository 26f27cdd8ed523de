package io.sidelab.http;

import java.util.regex.Pattern;

/** Where a browser is sent after it signed in: somewhere on this server, whatever a link says. */
final class OwnPath {
  /**
   * One slash first: two, or one and a backslash, would begin another host's name. No character
   * that browsers drop or turn into another one.
   */
  private static final Pattern OWN =
      Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,500}");

  private OwnPath() {}

  /** The path, or the other one when it leads elsewhere. */
  static String of(String path, String otherwise) {
    return path != null && OWN.matcher(path).matches() ? path : otherwise;
  }
}
