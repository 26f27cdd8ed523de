package io.sidelab.oidc;

import io.sidelab.oidc.OidcFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sign-ins under way, each by its state and for one return of the browser that began it. They live
 * in memory only: who was on the way while the server restarted begins again.
 */
final class Attempts {
  static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Several classes at once. With one more the oldest is forgotten, so that a flood costs a
   * megabyte and no more; it is slowed down before it gets here.
   */
  static final int MOST = 2000;

  private final Clock clock;
  private final Map<String, Attempt> open = new LinkedHashMap<>();

  Attempts(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(String state, Attempt attempt) {
    open.values().removeIf(other -> !other.expires().isAfter(clock.instant()));
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(state, attempt);
  }

  /**
   * Takes out what the state stands for, if this browser began it; another's stays.
   *
   * @param browsers secrets that the browser brings, false ones maybe among them
   */
  synchronized Attempt take(String state, List<String> browsers) throws OidcFailure {
    Attempt attempt = open.get(state);
    if (attempt == null) {
      throw new OidcFailure(Reason.ATTEMPT_VOID, "the state of the answer is not known here");
    }
    if (browsers.stream().noneMatch(browser -> same(attempt.browser(), browser))) {
      throw new OidcFailure(Reason.ATTEMPT_VOID, "another browser began this sign-in");
    }
    open.remove(state);
    if (!attempt.expires().isAfter(clock.instant())) {
      throw new OidcFailure(Reason.ATTEMPT_VOID, "the sign-in took longer than " + LONGEST);
    }
    return attempt;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
