package io.sidelab.http;

import java.time.Duration;

/**
 * Limits of the check of a network, which anybody may run who reaches the server.
 *
 * @param messageBytes the longest message that is echoed
 * @param bytesPerSocket all that one socket may have echoed
 * @param messagesPerSocket how many messages that may be
 * @param perAddress sockets open from one address (IPv6: one /64); a class room may share one
 * @param total sockets open on this server
 * @param life after which a socket is closed
 * @param closeGrace how long its closing handshake may take
 * @param opened sockets and event streams from one address
 * @param events in one stream
 * @param between two of these
 */
public record NetworkCheckSettings(
    int messageBytes,
    int bytesPerSocket,
    int messagesPerSocket,
    int perAddress,
    int total,
    Duration life,
    Duration closeGrace,
    RateLimit opened,
    int events,
    Duration between) {

  /**
   * The page sends about 30 messages with 270 KiB and holds two sockets for 40 seconds, so a class
   * of forty that opens it at once behind one address holds 80, opens 120 things, and has 6 MB
   * echoed. Terminals print 64 KiB at once, which is why a message may be that long. A stream of
   * one and a quarter second is long enough to tell a proxy that collects it from one that is slow.
   */
  public static NetworkCheckSettings defaults() {
    return new NetworkCheckSettings(
        64 * 1024,
        512 * 1024,
        100,
        120,
        300,
        Duration.ofMinutes(2),
        Duration.ofSeconds(5),
        RateLimit.perMinute(300),
        6,
        Duration.ofMillis(250));
  }
}
