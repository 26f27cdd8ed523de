package io.sidelab.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Lets machines reach the internet and nothing nearer. Docker's bridges hand out the whole of what
 * the host reaches, so a table of our own in the host's packet filter drops the rest. It is put
 * there by a short container in the host's network with one right, to configure networks, and holds
 * whatever filter the engine itself uses; the kernel forgets it at a reboot, so it is put there
 * anew with each network and each start of a machine.
 */
final class InternetGuard {
  private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

  /** Begins the names of our bridges; the rules know them by it. */
  private static final String BRIDGE_PREFIX = "slb";

  /** A container that runs one program. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * Traffic between our own bridges is left to Docker, which keeps networks apart and lets
   * neighbours talk. The resolvers that the host uses may be on private addresses, and names are
   * asked of them. The addresses are those that no public service has: private, shared, loopback,
   * link-local with the metadata of clouds, benchmarks, multicast and reserved.
   */
  private static final String RULES =
      """
      resolvers=$(awk '$1 == "nameserver" && $2 ~ /^[0-9.]+$/ && $2 !~ /^127[.]/ {print $2}' \
        /etc/resolv.conf | sort -u | paste -sd, -)
      allow=
      [ -z "$resolvers" ] \
        || allow="iifname \\"slb*\\" ip daddr { $resolvers } meta l4proto { tcp, udp } th dport 53 return"
      nft -f - <<RULES
      table inet sidelab
      delete table inet sidelab
      table inet sidelab {
        chain forward {
          type filter hook forward priority -10; policy accept;
          iifname "slb*" oifname "slb*" return
          iifname "slb*" meta nfproto ipv6 drop
          iifname "slb*" ct state established,related return
          $allow
          iifname "slb*" ip daddr { 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, \
      169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, \
      224.0.0.0/3 } drop
        }
        chain input {
          type filter hook input priority -10; policy accept;
          iifname "slb*" ct state established,related return
          iifname "slb*" drop
        }
      }
      RULES
      """;

  private final ShortContainers containers;
  private final String image;

  InternetGuard(ShortContainers containers, String image) {
    this.containers = containers;
    this.image = image;
  }

  /** A bridge that the rules hold for; 15 characters are the kernel's limit for its name. */
  static Map<String, String> bridgeOptions(String network) {
    CRC32 sum = new CRC32();
    sum.update(network.getBytes(StandardCharsets.UTF_8));
    return Map.of(
        BRIDGE_NAME,
        BRIDGE_PREFIX + String.format("%08x", sum.getValue()),
        "com.docker.network.bridge.enable_icc",
        "true");
  }

  /** Whether a network of these options is one that the rules are for. */
  static boolean holdsFor(Map<String, String> options) {
    String bridge = options == null ? null : options.get(BRIDGE_NAME);
    return bridge != null && bridge.startsWith(BRIDGE_PREFIX);
  }

  /** Puts the rules into the host's packet filter, all at once, in place of what was there. */
  void apply(Map<String, String> labels) throws EngineFailure {
    HostConfig host =
        ShortContainers.confined().withNetworkMode("host").withCapAdd(Capability.NET_ADMIN);
    Probe program = new Probe(image, List.of("sh", "-c", RULES), Optional.empty(), TIMEOUT, labels);
    try {
      CommandResult result = containers.run(program, host);
      if (!result.succeeded()) {
        throw refused("nft ended with " + result.exitCode() + ": " + result.errors(), null);
      }
    } catch (EngineFailure failure) {
      boolean missing =
          failure.reason() == FailureReason.IMAGE_NOT_FOUND
              || failure.reason() == FailureReason.START_FAILED;
      throw missing ? refused(failure.getMessage(), failure) : failure;
    }
  }

  private EngineFailure refused(String why, EngineFailure cause) {
    return new EngineFailure(
        FailureReason.REFUSED,
        "This server cannot give machines safe access to the internet yet. Whoever runs it has to"
            + " prepare the image "
            + image
            + ".",
        "no firewall, so no network with internet access: " + why,
        cause);
  }
}
