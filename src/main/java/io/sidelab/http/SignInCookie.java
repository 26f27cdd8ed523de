package io.sidelab.http;

import io.sidelab.instructor.Sessions;
import io.sidelab.proxy.OwnCookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/**
 * The cookie of an instructor's session. SameSite is Lax, so that a link from a mail or a course
 * page arrives signed in; nothing changes by a GET, and changing requests are bound to our own
 * origin besides.
 */
final class SignInCookie {
  static final String NAME = OwnCookies.PREFIX + "instructor";

  /**
   * A page of a machine on this host may have set false ones beside ours; the true one is found
   * among so many.
   */
  private static final int MOST = 4;

  private final AccessSettings.SecureCookie secure;

  SignInCookie(AccessSettings.SecureCookie secure) {
    this.secure = secure;
  }

  /** The values that the request brings. */
  Stream<String> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .limit(MOST);
  }

  /** For the browser to keep as long as a session may last; the server ends it earlier. */
  String written(String token, boolean encrypted) {
    return header(token, Sessions.LONGEST.toSeconds(), encrypted);
  }

  String cleared(boolean encrypted) {
    return header("", 0, encrypted);
  }

  private String header(String value, long seconds, boolean encrypted) {
    return NAME
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (secure.marks(encrypted) ? "; Secure" : "");
  }
}
