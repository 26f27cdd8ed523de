package io.sidelab.http;

import java.time.Duration;

/**
 * Limits of terminal sockets.
 *
 * @param heartbeat how often a peer is asked whether it is there; below the shortest idle timeout
 *     of usual proxies (60 s)
 * @param quietLimit a peer that is heard of no more for this long is gone, when it had nothing to
 *     read first
 * @param stalledLimit the same for a peer that has unread output or unread input before it: it
 *     cannot see our question, or we not its answer
 * @param closeGrace how long the closing handshake may take
 * @param controlBytes the longest text message a browser may send
 * @param readBytes how much is read from the network, and typed, in one piece
 * @param sendBufferBytes output that the kernel holds for a peer that does not read (it doubles the
 *     figure for its own use)
 * @param viewersPerTerminal sockets of its learner open to one terminal: tabs, windows, a projector
 * @param guestsPerTerminal sockets of guests open to one terminal: a class that watches
 * @param sockets open on this server
 */
public record TerminalSocketSettings(
    Duration heartbeat,
    Duration quietLimit,
    Duration stalledLimit,
    Duration closeGrace,
    int controlBytes,
    int readBytes,
    int sendBufferBytes,
    int viewersPerTerminal,
    int guestsPerTerminal,
    int sockets) {

  /**
   * The longest control message is under 50 bytes; sockets hold some 10 KiB each. Eighty guests are
   * a class of sixty with instructors and reloads. They cost 0.8 MiB, and at the very most, when
   * all of them stop reading, 40 MiB of the kernel's buffers; output itself is held once for all.
   */
  public static TerminalSocketSettings defaults() {
    return new TerminalSocketSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(40),
        Duration.ofMinutes(10),
        Duration.ofSeconds(5),
        4096,
        16 * 1024,
        256 * 1024,
        16,
        80,
        4000);
  }
}
