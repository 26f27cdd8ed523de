package io.sidelab.http;

import io.sidelab.proxy.OwnCookies;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.Store;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes visitors into learners by a cookie. A secret that was never seen before is stored only when
 * its learner first starts something, so that visits alone write nothing.
 *
 * <p>SameSite is Lax, not Strict: a link to a workspace from a course page or a mail must arrive as
 * its learner, and Strict would make a stranger of them. Nothing changes by a GET, and changing
 * requests are bound to our own origin besides.
 */
final class LearnerCookies {
  static final String NAME = OwnCookies.PREFIX + "learner";

  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final Duration TOUCH_AFTER = Duration.ofMinutes(10);

  private final Store store;
  private final AccessSettings.SecureCookie secure;
  private final Clock clock;
  private final SecureRandom random;

  LearnerCookies(Store store, AccessSettings.SecureCookie secure, Clock clock) {
    this.store = store;
    this.secure = secure;
    this.clock = clock;
    this.random = new SecureRandom();
  }

  /** The learner that the request's cookie names. */
  Optional<Learner> find(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(NAME))
        .flatMap(cookie -> LearnerSecret.read(cookie.getValue()).stream())
        .findFirst()
        .map(this::learner);
  }

  /** Makes the visitor a new learner. */
  Learner welcome(HttpServletRequest request, HttpServletResponse response, boolean encrypted) {
    LearnerSecret secret = LearnerSecret.random(random);
    if (!embedded(request)) {
      response.addHeader("Set-Cookie", cookie(secret, encrypted));
    }
    return learner(secret);
  }

  /** Stores the learner, who begins to own something, or that they were here. */
  void remember(Learner learner) {
    Instant now = clock.instant();
    Optional<LearnerRecord> known = stored(learner.secretHash());
    if (known.isEmpty()) {
      store.addLearner(new LearnerRecord(learner.id(), learner.secretHash(), now, now));
    } else if (known.get().seen().isBefore(now.minus(TOUCH_AFTER))) {
      store.touchLearner(learner.id(), now);
    }
  }

  private Learner learner(LearnerSecret secret) {
    String hash = secret.hash();
    String id = stored(hash).map(LearnerRecord::id).orElseGet(secret::learnerId);
    return new Learner(id, hash);
  }

  private Optional<LearnerRecord> stored(String hash) {
    // A hash is all that is looked up, so how long that takes tells nothing of a secret; the
    // comparison keeps it so whatever the store does.
    return store.findLearner(hash).filter(record -> same(record.secretHash(), hash));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /** A picture or frame on a foreign page is asked for without cookies; it must not set one. */
  private static boolean embedded(HttpServletRequest request) {
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
        && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  private String cookie(LearnerSecret secret, boolean encrypted) {
    return NAME
        + "="
        + secret.text()
        + "; Path=/; Max-Age="
        + LIFETIME.toSeconds()
        + "; HttpOnly; SameSite=Lax"
        + (secure.marks(encrypted) ? "; Secure" : "");
  }
}
