package io.sidelab.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.HostPort;

/**
 * Refuses what pages of other origins send. Browsers say where a changing request or a socket comes
 * from: in {@code Origin}, or at least in {@code Sec-Fetch-Site} or {@code Referer}. A request that
 * says nothing of all that comes from a program, which has no cookie of a learner's to misuse.
 */
final class OriginCheck {
  private final Set<Origin> publicOrigins;

  OriginCheck(Set<String> publicOrigins) {
    this.publicOrigins =
        publicOrigins.stream()
            .flatMap(text -> Origin.parse(text).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param encrypted whether the request is known to have come over HTTPS
   */
  void check(HttpServletRequest request, boolean encrypted) throws Refusal {
    if (!allowed(request, encrypted)) {
      throw new Refusal(
          403,
          "foreign_origin",
          "This request came from a page of another site, so it was not carried out. Open the lab"
              + " in this browser and try again there.");
    }
  }

  private boolean allowed(HttpServletRequest request, boolean encrypted) {
    String origin = request.getHeader("Origin");
    if (origin != null) {
      return Origin.parse(origin).filter(from -> isOurs(from, request, encrypted)).isPresent();
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String referer = request.getHeader("Referer");
    return referer == null
        || originOf(referer).filter(from -> isOurs(from, request, encrypted)).isPresent();
  }

  /** Encryption may have been taken off on the way here, but never put on. */
  private boolean isOurs(Origin from, HttpServletRequest request, boolean encrypted) {
    boolean downgraded = encrypted && from.scheme().equals("http");
    return publicOrigins.contains(from) || (!downgraded && isHost(from, request.getHeader("Host")));
  }

  private static boolean isHost(Origin from, String host) {
    if (host == null) {
      return false;
    }
    try {
      HostPort ours = new HostPort(host);
      int port = ours.hasPort() ? ours.getPort() : Origin.defaultPort(from.scheme());
      return ours.getHost().toLowerCase(Locale.ROOT).equals(from.host()) && port == from.port();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Origin> originOf(String referer) {
    int path = referer.indexOf('/', referer.indexOf("//") + 2);
    return Origin.parse(path < 0 ? referer : referer.substring(0, path));
  }
}
