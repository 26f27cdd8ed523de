package io.sidelab.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.sidelab.oidc.OidcFailure.Reason;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Reads ID tokens and believes only what the provider signed for this server, now: OpenID Connect
 * Core 1.0, section 3.1.3.7. Keys are kept for some minutes and fetched again when a token names
 * one that is not among them, twice in half a minute at most.
 */
final class IdTokens {
  /** How far clocks may differ. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private static final long KEYS_KEPT = Duration.ofMinutes(5).toMillis();

  /** Longer than a request for the keys takes, for those who wait for another's. */
  private static final long KEYS_AWAITED = Duration.ofSeconds(15).toMillis();

  private static final int LONGEST_SUBJECT = 255;

  /** Signatures that only the provider can make; none with a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final String issuer;
  private final String clientId;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  IdTokens(String issuer, String clientId, URI keys, ProviderCalls calls, Clock clock)
      throws OidcFailure {
    this.issuer = issuer;
    this.clientId = clientId;
    this.clock = clock;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(keys, calls)));
    // Checked here instead, to tell a clock that is off from a token that is forged.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
  }

  private static JWKSource<SecurityContext> source(URI keys, ProviderCalls calls)
      throws OidcFailure {
    try {
      return JWKSourceBuilder.<SecurityContext>create(keys.toURL(), new KeyRetriever(calls))
          .cache(KEYS_KEPT, KEYS_AWAITED)
          .refreshAheadCache(false)
          .build();
    } catch (MalformedURLException notAnAddress) {
      throw new OidcFailure(Reason.UNREADABLE, keys + " is no address of keys", notAnAddress);
    }
  }

  /** The claims of a token that answers the sign-in with this nonce. */
  JWTClaimsSet read(String token, String nonce) throws OidcFailure {
    JWTClaimsSet claims = verified(token);
    try {
      check(claims, nonce);
    } catch (ParseException unreadable) {
      throw new OidcFailure(Reason.NOT_TRUSTED, "the ID token: unreadable claims", unreadable);
    }
    return claims;
  }

  private JWTClaimsSet verified(String token) throws OidcFailure {
    try {
      return processor.process(token, null);
    } catch (KeySourceException noKeys) {
      throw new OidcFailure(
          Reason.UNREACHABLE, "the provider's keys: " + noKeys.getMessage(), noKeys);
    } catch (ParseException | BadJOSEException | JOSEException forged) {
      throw new OidcFailure(Reason.NOT_TRUSTED, "the ID token: " + forged.getMessage(), forged);
    }
  }

  private void check(JWTClaimsSet claims, String nonce) throws OidcFailure, ParseException {
    demand(issuer.equals(claims.getIssuer()), "is from another issuer");
    List<String> audience = claims.getAudience();
    demand(audience.contains(clientId), "is for another client");
    String party = claims.getStringClaim("azp");
    demand(
        party == null ? audience.size() == 1 : party.equals(clientId), "was asked for by another");
    demand(nonce.equals(claims.getStringClaim("nonce")), "answers another sign-in (nonce)");
    String subject = claims.getSubject();
    demand(
        subject != null && !subject.isEmpty() && subject.length() <= LONGEST_SUBJECT,
        "names no subject");
    checkTimes(claims);
  }

  private void checkTimes(JWTClaimsSet claims) throws OidcFailure {
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    demand(issued != null && expires != null, "has no times");
    Instant now = clock.instant();
    boolean early = issued.toInstant().isAfter(now.plus(SKEW));
    boolean late = !expires.toInstant().isAfter(now.minus(SKEW));
    if (early || late) {
      throw new OidcFailure(
          Reason.CLOCK,
          "the ID token is good from "
              + issued.toInstant()
              + " to "
              + expires.toInstant()
              + ", and it is "
              + now
              + " here: compare the clocks of the provider and of this machine");
    }
  }

  private static void demand(boolean held, String otherwise) throws OidcFailure {
    if (!held) {
      throw new OidcFailure(Reason.NOT_TRUSTED, "the ID token " + otherwise);
    }
  }
}
