package io.sidelab.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.sidelab.oidc.CodeExchange.Tokens;
import io.sidelab.oidc.OidcFailure.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * This server as a client of a provider. A sign-in begins with {@link #depart} and ends with {@link
 * #arrive} in the same browser. Safe for use by any thread.
 */
public final class RelyingParty implements AutoCloseable {
  /** How long a browser may be away at the provider. */
  public static final Duration LONGEST = Attempts.LONGEST;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Callers that may wait for the provider at once: a class signs in within seconds, and a provider
   * that hangs takes few of the server's threads.
   */
  private static final int AT_A_TIME = 16;

  private final OidcSettings settings;
  private final Clock clock;
  private final ProviderCalls calls;
  private final Discovery discovery;
  private final CodeExchange exchange;
  private final Claims claims;
  private final Attempts attempts;
  private final RandomTexts random = new RandomTexts();
  private final Semaphore places = new Semaphore(AT_A_TIME);

  public RelyingParty(OidcSettings settings, Clock clock) {
    this(settings, clock, PATIENCE);
  }

  /**
   * @param patience for one request to the provider
   */
  RelyingParty(OidcSettings settings, Clock clock, Duration patience) {
    this.settings = settings;
    this.clock = clock;
    this.calls = new ProviderCalls(patience);
    this.discovery = new Discovery(settings, calls, clock);
    this.exchange = new CodeExchange(settings, calls);
    this.claims = new Claims(settings, calls);
    this.attempts = new Attempts(clock);
  }

  /** What people call the provider. */
  public String name() {
    return settings.name();
  }

  /** A secret for a browser that has none, by which it is known when it comes back. */
  public String browserSecret() {
    return random.next();
  }

  /**
   * Begins a sign-in.
   *
   * @param browser the secret of the browser
   * @param redirect where it comes back to, as the provider knows it
   * @param next for {@link Arrival#next}
   * @return where the browser is to be sent
   */
  public URI depart(String browser, String redirect, String next) throws OidcFailure {
    Provider provider = inTurn(discovery::provider);
    String state = random.next();
    Attempt attempt =
        new Attempt(
            browser, random.next(), random.next(), redirect, next, clock.instant().plus(LONGEST));
    attempts.add(state, attempt);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("response_type", "code");
    fields.put("client_id", settings.clientId());
    fields.put("redirect_uri", redirect);
    fields.put("scope", scope(provider));
    fields.put("state", state);
    fields.put("nonce", attempt.nonce());
    fields.put("code_challenge", RandomTexts.challenge(attempt.verifier()));
    fields.put("code_challenge_method", "S256");
    String joint = provider.authorization().getRawQuery() == null ? "?" : "&";
    return URI.create(provider.authorization() + joint + CodeExchange.form(fields));
  }

  /** Asks for what a claim needs where the provider has a scope of its name, such as groups. */
  private String scope(Provider provider) {
    Optional<String> own =
        settings.instructors().map(InstructorRule::claim).filter(provider.scopes()::contains);
    return "openid profile email"
        + own.filter(scope -> !scope.equals("email")).map(scope -> " " + scope).orElse("");
  }

  /**
   * Ends a sign-in, which cannot be ended a second time.
   *
   * @param browsers secrets that the browser brings, false ones maybe among them
   */
  public Arrival arrive(List<String> browsers, Answer answer) throws OidcFailure {
    Attempt attempt = attempts.take(answer.state().orElse(""), browsers);
    return new Arrival(inTurn(() -> person(attempt, answer)), attempt.next());
  }

  private Person person(Attempt attempt, Answer answer) throws OidcFailure {
    Provider provider = discovery.provider();
    checkIssuer(provider, answer);
    if (answer.error().isPresent()) {
      throw ended(answer.error().get(), answer.errorDescription().orElse(""));
    }
    String code =
        answer
            .code()
            .orElseThrow(() -> new OidcFailure(Reason.UNREADABLE, "an answer without a code"));
    Tokens tokens = exchange.redeem(provider, code, attempt);
    JWTClaimsSet token = provider.tokens().read(tokens.id(), attempt.nonce());
    return claims.person(provider, token, tokens.access());
  }

  /** A code of another provider's must not be told to this one, RFC 9207. */
  private static void checkIssuer(Provider provider, Answer answer) throws OidcFailure {
    boolean silent = answer.issuer().isEmpty() && !provider.namesItself();
    if (!silent && !answer.issuer().equals(Optional.of(provider.issuer()))) {
      throw new OidcFailure(Reason.NOT_TRUSTED, "the answer is from another issuer");
    }
  }

  private static OidcFailure ended(String error, String description) {
    Reason reason = error.equals("access_denied") ? Reason.DENIED : Reason.PROVIDER_ERROR;
    return new OidcFailure(reason, "the provider answered " + error + " " + description);
  }

  private interface Work<T> {
    T run() throws OidcFailure;
  }

  private <T> T inTurn(Work<T> work) throws OidcFailure {
    if (!places.tryAcquire()) {
      throw new OidcFailure(Reason.BUSY, AT_A_TIME + " sign-ins wait for the provider already");
    }
    try {
      return work.run();
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
