package io.sidelab.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One rate limit for many clients. Remembers a bounded number of them. */
final class Buckets {
  private final RateLimit limit;
  private final Map<String, Bucket> buckets;

  /**
   * @param tracked the client unseen for longest is forgotten when there are more
   */
  Buckets(RateLimit limit, int tracked) {
    this.limit = limit;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > tracked;
          }
        };
  }

  void take(String client) throws Refusal {
    ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new Refusal(
          429,
          "too_many_requests",
          "That was too much in a short time. Wait " + seconds + " s and try again.",
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  /** Clients remembered now. */
  int size() {
    synchronized (buckets) {
      return buckets.size();
    }
  }

  private Bucket bucket(String client) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(client, key -> fresh());
    }
  }

  private Bucket fresh() {
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.per()))
        .build();
  }
}
