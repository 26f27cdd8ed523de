package io.sidelab.http;

import java.util.Set;

/**
 * Under which names the server may be reached, and whom it believes.
 *
 * <p>A page of somebody else's can point a name of its own at this server's address and then send
 * requests that look like ours to the browser. So a request must name this server by something that
 * nobody else can register: an IP address, {@code localhost}, a name without dots (both are found
 * on the local network only), or a name that is listed here. That serves a class room by address or
 * by host name without any setting; a name with dots needs one.
 *
 * @param publicOrigins such as {@code https://labs.example.org}: what browsers see when a proxy
 *     stands in front
 * @param hostNames further names, without scheme and port; the host's own full name belongs here
 * @param trustedProxies addresses whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are
 *     believed; nobody's by default
 * @param openMetrics whether anybody may read {@code /metrics}, not only this host
 * @param secureCookie when the learner's cookie is kept from plain HTTP
 */
public record AccessSettings(
    Set<String> publicOrigins,
    Set<String> hostNames,
    Set<String> trustedProxies,
    boolean openMetrics,
    SecureCookie secureCookie) {

  /** When the cookie is marked as only for HTTPS. */
  public enum SecureCookie {
    /** When the request came over HTTPS, as far as this server or a trusted proxy can tell. */
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether a cookie is marked that is set over a connection like this. */
    boolean marks(boolean encrypted) {
      return switch (this) {
        case ALWAYS -> true;
        case NEVER -> false;
        case AUTO -> encrypted;
      };
    }
  }

  public AccessSettings {
    publicOrigins = Set.copyOf(publicOrigins);
    hostNames = Set.copyOf(hostNames);
    trustedProxies = Set.copyOf(trustedProxies);
    for (String origin : publicOrigins) {
      if (Origin.parse(origin).isEmpty()) {
        throw new IllegalArgumentException(
            "not an origin: " + origin + ", write it like https://labs.example.org");
      }
    }
  }

  public static AccessSettings defaults() {
    return new AccessSettings(Set.of(), Set.of(), Set.of(), false, SecureCookie.AUTO);
  }
}
