package io.sidelab.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.sidelab.oidc.OidcFailure.Reason;
import io.sidelab.testing.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is believed of a provider that lies, is attacked, or is not well. */
@Timeout(60)
class RelyingPartyTest {
  private static final String CLIENT = "sidelab";
  private static final String SECRET = "a secret that is long enough for an HMAC too";
  private static final String BROWSER = "browser";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MovableClock clock = new MovableClock();
  private HostileProvider provider;
  private RelyingParty party;

  @BeforeEach
  void start() throws Exception {
    provider = new HostileProvider();
    party = new RelyingParty(settings(), clock, PATIENCE);
  }

  private OidcSettings settings() {
    return new OidcSettings(
        provider.issuer(),
        CLIENT,
        SECRET,
        "Example University",
        Optional.of(InstructorRule.parse("groups=teachers")));
  }

  @AfterEach
  void stop() {
    party.close();
    provider.close();
  }

  /** A sign-in that has come as far as the provider. */
  private final class Begun {
    private final Map<String, String> asked = new HashMap<>();

    Begun() throws OidcFailure {
      URI there = party.depart(BROWSER, "http://localhost/sign-in/oidc/return", "/next");
      for (String field : there.getRawQuery().split("&")) {
        String[] sides = field.split("=", 2);
        asked.put(sides[0], sides[1]);
      }
    }

    /** Claims of an honest token for it. */
    JWTClaimsSet.Builder claims() {
      return new JWTClaimsSet.Builder()
          .issuer(provider.issuer().toString())
          .audience(CLIENT)
          .subject("ada")
          .claim("nonce", asked.get("nonce"))
          .claim("groups", List.of("teachers"))
          .issueTime(at(Duration.ZERO))
          .expirationTime(at(Duration.ofMinutes(5)));
    }

    Arrival ends(String idToken) throws OidcFailure {
      provider.idToken = idToken;
      return party.arrive(
          List.of("planted by another", BROWSER),
          new Answer(
              Optional.of(asked.get("state")),
              Optional.of("code"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }

    OidcFailure fails(String idToken) {
      OidcFailure failure = catchThrowableOfType(OidcFailure.class, () -> ends(idToken));
      assertThat(failure).as("the sign-in fails").isNotNull();
      return failure;
    }

    OidcFailure fails(JWTClaimsSet.Builder claims) throws Exception {
      return fails(HostileProvider.signed(claims.build(), provider.key));
    }
  }

  private Date at(Duration fromNow) {
    return Date.from(clock.instant().plus(fromNow));
  }

  private OidcFailure cannotBegin() {
    OidcFailure failure = catchThrowableOfType(OidcFailure.class, Begun::new);
    assertThat(failure).as("the sign-in cannot begin").isNotNull();
    return failure;
  }

  @Test
  void anHonestAnswerIsBelieved() throws Exception {
    Begun begun = new Begun();

    Arrival arrival = begun.ends(HostileProvider.signed(begun.claims().build(), provider.key));

    assertThat(arrival.next()).isEqualTo("/next");
    assertThat(arrival.person())
        .isEqualTo(new Person(provider.issuer().toString(), "ada", "Ada", true));
    assertThat(begun.asked).containsEntry("tenant", "1");
  }

  @Test
  void aTokenThatNobodySignedIsRefused() throws Exception {
    Begun begun = new Begun();

    OidcFailure failure = begun.fails(new PlainJWT(begun.claims().build()).serialize());

    assertThat(failure.reason()).isEqualTo(Reason.NOT_TRUSTED);
  }

  @Test
  void aTokenSignedWithAnotherKeyOfTheSameNameIsRefused() throws Exception {
    Begun begun = new Begun();
    RSAKey forger = HostileProvider.newKey(provider.key.getKeyID());

    OidcFailure failure = begun.fails(HostileProvider.signed(begun.claims().build(), forger));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_TRUSTED);
  }

  @Test
  void aTokenSignedWithASharedSecretIsRefused() throws Exception {
    for (byte[] secret :
        List.of(SECRET.getBytes("UTF-8"), provider.key.toRSAPublicKey().getEncoded())) {
      Begun begun = new Begun();
      String token =
          HostileProvider.signed(
              begun.claims().build(),
              JWSAlgorithm.HS256,
              provider.key.getKeyID(),
              new MACSigner(secret));

      assertThat(begun.fails(token).reason()).isEqualTo(Reason.NOT_TRUSTED);
    }
  }

  @Test
  void aTokenForAnotherClientIsRefused() throws Exception {
    Begun begun = new Begun();
    assertThat(begun.fails(begun.claims().audience("another")))
        .hasMessageContaining("another client");

    Begun shared = new Begun();
    JWTClaimsSet.Builder both = shared.claims().audience(List.of(CLIENT, "another"));
    assertThat(shared.fails(both.claim("azp", "another")).reason()).isEqualTo(Reason.NOT_TRUSTED);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    Begun begun = new Begun();

    OidcFailure failure = begun.fails(begun.claims().issuer("https://evil.example"));

    assertThat(failure).hasMessageContaining("another issuer");
  }

  @Test
  void aTokenOfAnotherSignInIsRefused() throws Exception {
    Begun other = new Begun();
    Begun begun = new Begun();
    assertThat(begun.fails(other.claims())).hasMessageContaining("nonce");

    Begun without = new Begun();
    assertThat(without.fails(without.claims().claim("nonce", null)).reason())
        .isEqualTo(Reason.NOT_TRUSTED);
  }

  @Test
  void aTokenWithoutASubjectIsRefused() throws Exception {
    Begun begun = new Begun();

    assertThat(begun.fails(begun.claims().subject(null))).hasMessageContaining("subject");
  }

  @Test
  void clocksMayDifferByAMinuteAndMoreIsSaid() throws Exception {
    Begun near = new Begun();
    JWTClaimsSet ahead = near.claims().issueTime(at(Duration.ofSeconds(50))).build();
    assertThat(near.ends(HostileProvider.signed(ahead, provider.key)).person().instructor())
        .isTrue();

    Begun future = new Begun();
    OidcFailure early = future.fails(future.claims().issueTime(at(Duration.ofSeconds(70))));
    Begun past = new Begun();
    OidcFailure late = past.fails(past.claims().expirationTime(at(Duration.ofSeconds(-70))));

    assertThat(List.of(early.reason(), late.reason())).containsOnly(Reason.CLOCK);
    assertThat(late).hasMessageContaining("compare the clocks");
  }

  @Test
  void claimsOfAnotherPersonAreRefused() throws Exception {
    provider.userInfo.put("sub", "eve");
    Begun begun = new Begun();

    assertThat(begun.fails(begun.claims())).hasMessageContaining("another subject");
  }

  @Test
  void aNewKeyOfTheProvidersIsFetchedWhenATokenNamesIt() throws Exception {
    Begun before = new Begun();
    before.ends(HostileProvider.signed(before.claims().build(), provider.key));
    RSAKey next = HostileProvider.newKey("two");
    provider.keys = new JWKSet(next);

    Begun after = new Begun();
    Arrival arrival = after.ends(HostileProvider.signed(after.claims().build(), next));

    assertThat(arrival.person().subject()).isEqualTo("ada");
  }

  @Test
  void aSignInIsVoidAfterTenMinutes() throws Exception {
    Begun begun = new Begun();
    clock.move(Duration.ofMinutes(10));

    assertThat(begun.fails(begun.claims()).reason()).isEqualTo(Reason.ATTEMPT_VOID);
  }

  @Test
  void aFloodOfBeginningsForgetsTheOldestOnly() throws Exception {
    Begun oldest = new Begun();
    Begun second = new Begun();
    for (int count = 0; count < Attempts.MOST - 1; count++) {
      new Begun();
    }

    assertThat(oldest.fails(oldest.claims()).reason()).isEqualTo(Reason.ATTEMPT_VOID);
    second.ends(HostileProvider.signed(second.claims().build(), provider.key));
  }

  @Test
  void aProviderThatIsDownIsUnreachableEachTime() throws Exception {
    URI address = provider.issuer();
    provider.close();

    assertThat(cannotBegin()).hasMessageContaining(address.toString());
    assertThat(cannotBegin().reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aProviderThatStopsHalfwayIsWaitedForNoLongerThanPatienceAllows() {
    provider.discovery = provider::stall;
    long began = System.nanoTime();

    OidcFailure failure = cannotBegin();

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(PATIENCE, PATIENCE.plusSeconds(10));
  }

  @Test
  void anEndlessAnswerIsBrokenOff() {
    String huge = "{\"issuer\":\"" + "x".repeat(ProviderCalls.LARGEST) + "\"}";
    provider.discovery = exchange -> HostileProvider.send(exchange, 200, huge);

    assertThat(cannotBegin()).hasMessageContaining("more than " + ProviderCalls.LARGEST);
  }

  @Test
  void anAnswerThatIsNoneOfTheProtocolsIsUnreadable() {
    for (String body : List.of("", "<html>", "[]", "null", "{\"issuer\":7}", "{}")) {
      provider.discovery = exchange -> HostileProvider.send(exchange, 200, body);
      assertThat(cannotBegin().reason()).as(body).isEqualTo(Reason.UNREADABLE);
    }
    provider.discovery = exchange -> HostileProvider.send(exchange, 404, "{}");
    assertThat(cannotBegin()).hasMessageContaining("404");
  }

  @Test
  void redirectsAreNotFollowed() {
    provider.discovery =
        exchange -> {
          exchange.getResponseHeaders().set("Location", provider.issuer() + "/jwks");
          HostileProvider.send(exchange, 302, "{}");
        };

    assertThat(cannotBegin()).hasMessageContaining("302");
  }

  @Test
  void aDocumentOfAnotherIssuerOrWithAnOpenAddressIsRefused() {
    provider.document.put("token_endpoint", "http://login.example.org/token");
    assertThat(cannotBegin()).hasMessageContaining("no https address");

    provider.document.put("issuer", "https://evil.example");
    assertThat(cannotBegin()).hasMessageContaining("issuer https://evil.example");
  }

  @Test
  void whatTheProviderSaysForgesNoLineOfTheLog() {
    OidcFailure failure =
        new OidcFailure(Reason.PROVIDER_ERROR, "x\n2026 ERROR forged\u001b[2J" + "y".repeat(999));

    assertThat(failure.getMessage()).hasSizeLessThan(310).matches("[\\x20-\\x7e]+");
  }

  @Test
  void theSecretIsInNoText() {
    assertThat(settings().toString()).contains(CLIENT).doesNotContain(SECRET);
  }
}
