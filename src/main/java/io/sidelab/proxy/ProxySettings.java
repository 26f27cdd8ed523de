package io.sidelab.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the listener for machines' ports.
 *
 * @param host address to listen on
 * @param port to listen on, 0 for any that is free
 * @param elsewhere whether any free port does when that one is taken
 * @param origin what browsers see when a proxy stands in front; a host name of its own keeps
 *     cookies apart, which ports do not
 * @param connections open at a time; more are refused
 * @param perWorkspace connections to one workspace's machines at a time
 * @param headTimeout how long a request's head may take to arrive
 * @param idleTimeout after which a connection is closed that nothing passes through
 * @param ticketTime how long a link waits to be followed
 */
public record ProxySettings(
    String host,
    int port,
    boolean elsewhere,
    Optional<URI> origin,
    int connections,
    int perWorkspace,
    Duration headTimeout,
    Duration idleTimeout,
    Duration ticketTime) {

  /**
   * A browser opens six connections to one origin and a WebSocket each on top, so 32 serve some
   * tabs. 256 cost 512 threads at the most. Ten minutes without a byte outlast what people call
   * idle, and most WebSockets say something every minute.
   */
  public static ProxySettings defaults() {
    return new ProxySettings(
        "127.0.0.1",
        8081,
        true,
        Optional.empty(),
        256,
        32,
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        Duration.ofMinutes(1));
  }
}
