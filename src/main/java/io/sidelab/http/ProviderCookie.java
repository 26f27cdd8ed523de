package io.sidelab.http;

import io.sidelab.oidc.RelyingParty;
import io.sidelab.proxy.OwnCookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Knows a browser again that comes back from the provider, for as long as it may be away. SameSite
 * is Lax: it comes back by a link of another site.
 */
final class ProviderCookie {
  static final String NAME = OwnCookies.PREFIX + "oidc";

  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** As with SignInCookie: others may have set false ones beside ours. */
  private static final int MOST = 4;

  private final AccessSettings.SecureCookie secure;

  ProviderCookie(AccessSettings.SecureCookie secure) {
    this.secure = secure;
  }

  /** The values that the request brings. */
  List<String> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .filter(value -> WRITTEN.matcher(value).matches())
        .limit(MOST)
        .toList();
  }

  String written(String secret, boolean encrypted) {
    return NAME
        + "="
        + secret
        + "; Path="
        + ProviderSignIn.PATH
        + "; Max-Age="
        + RelyingParty.LONGEST.toSeconds()
        + "; HttpOnly; SameSite=Lax"
        + (secure.marks(encrypted) ? "; Secure" : "");
  }
}
