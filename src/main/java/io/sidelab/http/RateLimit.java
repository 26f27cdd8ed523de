package io.sidelab.http;

import java.time.Duration;

/**
 * At most so many requests at once, and as many again in each period.
 *
 * @param requests at least 1
 * @param per how long it takes to be granted that many again, evenly
 */
public record RateLimit(int requests, Duration per) {
  public RateLimit {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("not a rate: " + requests + " per " + per);
    }
  }

  static RateLimit perMinute(int requests) {
    return new RateLimit(requests, Duration.ofMinutes(1));
  }
}
