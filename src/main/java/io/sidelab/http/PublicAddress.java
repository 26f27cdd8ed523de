package io.sidelab.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Under which origin the browser of a request sees this server. */
final class PublicAddress {
  private final List<String> origins;

  PublicAddress(AccessSettings access) {
    this.origins = access.publicOrigins().stream().sorted(Comparator.naturalOrder()).toList();
  }

  /**
   * One of the operator's origins, that of the request's host if it is among them; without any, the
   * host that the request was admitted with.
   *
   * @param encrypted whether the request is known to have come over HTTPS
   */
  String of(HttpServletRequest request, boolean encrypted) {
    if (origins.isEmpty()) {
      return (encrypted ? "https://" : "http://") + request.getHeader("Host");
    }
    String host = request.getServerName().toLowerCase(Locale.ROOT);
    return origins.stream()
        .filter(text -> Origin.parse(text).filter(one -> one.host().equals(host)).isPresent())
        .findFirst()
        .orElse(origins.get(0));
  }
}
