package io.sidelab.oidc;

import io.sidelab.oidc.OidcFailure.Reason;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The provider as it describes itself, read again every hour. Two callers may read it at once; that
 * costs less than one that waits for another.
 */
final class Discovery {
  private static final Duration KEPT = Duration.ofHours(1);

  private final OidcSettings settings;
  private final ProviderCalls calls;
  private final Clock clock;
  private volatile Found last;

  private record Found(Provider provider, Instant until) {}

  Discovery(OidcSettings settings, ProviderCalls calls, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.clock = clock;
  }

  Provider provider() throws OidcFailure {
    Found known = last;
    if (known != null && known.until().isAfter(clock.instant())) {
      return known.provider();
    }
    Provider read = read();
    last = new Found(read, clock.instant().plus(KEPT));
    return read;
  }

  private Provider read() throws OidcFailure {
    String issuer = settings.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    URI address = URI.create(base + "/.well-known/openid-configuration");
    Map<String, Object> document = calls.object(HttpRequest.newBuilder(address).build());
    if (!issuer.equals(document.get("issuer"))) {
      throw new OidcFailure(
          Reason.UNREADABLE,
          address + " is of the issuer " + document.get("issuer") + ", not of " + issuer);
    }
    return Provider.of(address, document, calls, settings.clientId(), clock);
  }
}
