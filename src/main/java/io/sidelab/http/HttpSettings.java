package io.sidelab.http;

import java.time.Duration;

/**
 * Settings of the web server.
 *
 * @param host address to listen on
 * @param port to listen on, 0 for any that is free
 * @param selfStudy who may start a lab without a workshop
 * @param maxBodyBytes the longest request body; the longest of our own is a quiz answer
 * @param idleTimeout after which a silent connection is closed, and a reader that takes nothing
 * @param engineRefresh how old the shown state of the engine may be
 * @param engineTimeout how long the engine may take to say how it is before it counts as down
 * @param threads for requests; a check holds one while it runs
 * @param connections open at a time, sockets and streams among them; more wait to be accepted
 */
public record HttpSettings(
    String host,
    int port,
    AccessSettings access,
    RateSettings rates,
    EventSettings events,
    SelfStudy selfStudy,
    long maxBodyBytes,
    Duration idleTimeout,
    Duration engineRefresh,
    Duration engineTimeout,
    int threads,
    int connections) {

  /** Listens on this host only: whoever reaches the port may start machines. */
  public static HttpSettings defaults() {
    return new HttpSettings(
        "127.0.0.1",
        8080,
        AccessSettings.defaults(),
        RateSettings.defaults(),
        EventSettings.defaults(),
        SelfStudy.open(),
        64 * 1024,
        Duration.ofSeconds(30),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        200,
        8000);
  }

  public HttpSettings withAccess(AccessSettings changed) {
    return new HttpSettings(
        host,
        port,
        changed,
        rates,
        events,
        selfStudy,
        maxBodyBytes,
        idleTimeout,
        engineRefresh,
        engineTimeout,
        threads,
        connections);
  }
}
