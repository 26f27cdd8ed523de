package io.sidelab.docker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the engine is and how to talk to it.
 *
 * @param host as in {@code DOCKER_HOST}: {@code unix:///path} or {@code tcp://host:port}
 * @param tlsFolder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; TCP without it is
 *     plain text
 * @param timeout of a plain call; streams, pulls and builds have none
 * @param runtime that containers use, such as {@code runsc}, or the engine's default. VMs always
 *     use the default one: they bring their own isolation
 */
public record DockerSettings(
    URI host,
    Optional<Path> tlsFolder,
    Duration timeout,
    Optional<String> runtime,
    String firewallImage) {

  /** 30 seconds: removing a container under disk load takes more than ten. */
  public static DockerSettings defaults() {
    return new DockerSettings(
        URI.create("unix:///var/run/docker.sock"),
        Optional.empty(),
        Duration.ofSeconds(30),
        Optional.empty(),
        "sidelab/firewall");
  }

  public DockerSettings {
    String scheme = String.valueOf(host.getScheme());
    if (!scheme.equals("unix") && !scheme.equals("tcp")) {
      throw new IllegalArgumentException(
          "the engine's address must start with unix:// or tcp://, not " + host);
    }
    if (scheme.equals("tcp") && (host.getHost() == null || host.getPort() < 1)) {
      throw new IllegalArgumentException("the engine's address needs a host and a port: " + host);
    }
    if (scheme.equals("unix") && (host.getPath() == null || host.getPath().isEmpty())) {
      throw new IllegalArgumentException("the engine's address names no socket: " + host);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the engine's timeout must be longer than nothing");
    }
  }

  boolean overUnixSocket() {
    return host.getScheme().equals("unix");
  }
}
