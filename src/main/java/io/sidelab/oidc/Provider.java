package io.sidelab.oidc;

import io.sidelab.oidc.OidcFailure.Reason;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider says of itself, OpenID Connect Discovery 1.0, section 3.
 *
 * @param userInfo where it tells claims that the ID token does not have
 * @param secretInHeader whether it wants the client's secret there, not in the body
 * @param namesItself whether all its answers say who they are from, RFC 9207
 * @param tokens reads its ID tokens
 */
record Provider(
    String issuer,
    URI authorization,
    URI token,
    Optional<URI> userInfo,
    List<String> scopes,
    boolean secretInHeader,
    boolean namesItself,
    IdTokens tokens) {

  static Provider of(
      URI source, Map<String, Object> document, ProviderCalls calls, String clientId, Clock clock)
      throws OidcFailure {
    String issuer = String.valueOf(document.get("issuer"));
    List<String> methods = texts(document, "token_endpoint_auth_methods_supported");
    boolean inHeader = methods.isEmpty() || methods.contains("client_secret_basic");
    if (!inHeader && !methods.contains("client_secret_post")) {
      throw new OidcFailure(
          Reason.MISCONFIGURED, source + " takes no client secret, only " + methods);
    }
    return new Provider(
        issuer,
        required(source, document, "authorization_endpoint"),
        required(source, document, "token_endpoint"),
        address(source, document, "userinfo_endpoint"),
        texts(document, "scopes_supported"),
        inHeader,
        Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")),
        new IdTokens(issuer, clientId, required(source, document, "jwks_uri"), calls, clock));
  }

  private static URI required(URI source, Map<String, Object> document, String field)
      throws OidcFailure {
    return address(source, document, field)
        .orElseThrow(() -> new OidcFailure(Reason.UNREADABLE, source + " names no " + field));
  }

  private static Optional<URI> address(URI source, Map<String, Object> document, String field)
      throws OidcFailure {
    if (!(document.get(field) instanceof String text)) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      if (OidcSettings.trustworthy(address)) {
        return Optional.of(address);
      }
    } catch (java.net.URISyntaxException notAnAddress) {
      // Said below, like an address that is not encrypted.
    }
    throw new OidcFailure(
        Reason.UNREADABLE, source + ": " + field + " is no https address: " + text);
  }

  private static List<String> texts(Map<String, Object> document, String field) {
    return document.get(field) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
