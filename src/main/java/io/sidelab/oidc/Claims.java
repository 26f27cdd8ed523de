package io.sidelab.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.sidelab.oidc.OidcFailure.Reason;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the provider tells of a person: in the ID token, and where it has more, there. */
final class Claims {
  private final OidcSettings settings;
  private final ProviderCalls calls;

  Claims(OidcSettings settings, ProviderCalls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  Person person(Provider provider, JWTClaimsSet token, String accessToken) throws OidcFailure {
    Map<String, Object> claims = new HashMap<>();
    if (provider.userInfo().isPresent()) {
      claims.putAll(userInfo(provider, token.getSubject(), accessToken));
    }
    claims.putAll(token.getClaims());
    return new Person(
        provider.issuer(),
        token.getSubject(),
        name(claims),
        settings.instructors().filter(rule -> rule.admits(claims)).isPresent());
  }

  /** Of the same person, or an access token of somebody else's was slipped in. */
  private Map<String, Object> userInfo(Provider provider, String subject, String accessToken)
      throws OidcFailure {
    Map<String, Object> claims =
        calls.object(
            HttpRequest.newBuilder(provider.userInfo().orElseThrow())
                .header("Authorization", "Bearer " + accessToken)
                .header("Accept", "application/json")
                .build());
    if (!subject.equals(claims.get("sub"))) {
      throw new OidcFailure(
          Reason.NOT_TRUSTED, provider.userInfo().get() + " told of another subject");
    }
    return claims;
  }

  private static String name(Map<String, Object> claims) {
    return Stream.of("name", "preferred_username", "email")
        .map(claims::get)
        .filter(value -> value instanceof String text && !text.isBlank())
        .map(String.class::cast)
        .findFirst()
        .orElse("");
  }
}
