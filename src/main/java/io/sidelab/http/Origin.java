package io.sidelab.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Scheme, host and port of a page, as browsers name them.
 *
 * @param port given or the scheme's own
 */
record Origin(String scheme, String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Empty for anything but an http or https origin, such as {@code null}. */
  static Optional<Origin> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean bare =
          uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (uri.getScheme() == null || uri.getHost() == null || !bare || uri.getUserInfo() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort();
      return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? HTTPS : HTTP;
  }
}
