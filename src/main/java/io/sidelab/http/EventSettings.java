package io.sidelab.http;

import java.time.Duration;

/**
 * Limits of event streams.
 *
 * @param perLearner streams one learner may hold open, over all tabs
 * @param perAddress streams from one address (IPv6: one /64), by whichever learners; a class room
 *     may share one
 * @param total streams open on this server
 * @param heartbeat how often an empty comment keeps the connection alive and shows who has gone;
 *     below the idle timeouts of usual proxies and of this server
 */
public record EventSettings(int perLearner, int perAddress, int total, Duration heartbeat) {
  /**
   * A browser opens six connections to a server at most. Those of pages that were left are found
   * out at the next heartbeat, so there is room for two dozen of these: a reload every half second.
   * Forty learners behind one address with all of a browser's six stay below 500, and whoever makes
   * up learners there cannot take the places of everybody else.
   */
  public static EventSettings defaults() {
    return new EventSettings(30, 500, 2000, Duration.ofSeconds(15));
  }
}
