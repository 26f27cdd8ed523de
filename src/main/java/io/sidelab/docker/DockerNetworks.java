package io.sidelab.docker;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Networks;
import java.util.List;
import java.util.Map;

/**
 * Networks of a Docker Engine. Isolated ones are bridges on which the host has no address; those
 * with internet access stand behind rules in the host's firewall.
 */
final class DockerNetworks implements Networks {
  private static final String BRIDGE = "com.docker.network.bridge.";

  private final EngineConnection connection;
  private final InternetGuard guard;

  DockerNetworks(EngineConnection connection, InternetGuard guard) {
    this.connection = connection;
    this.guard = guard;
  }

  @Override
  public String create(String name, String subnet, boolean internet, Map<String, String> labels)
      throws EngineFailure {
    if (internet) {
      guard.apply(labels);
    }
    try {
      return connection.call(
          "make network " + name,
          session -> {
            Network.Ipam ipam =
                new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet));
            CreateNetworkCmd command =
                session
                    .docker()
                    .createNetworkCmd()
                    .withName(name)
                    .withCheckDuplicate(true)
                    .withDriver("bridge")
                    .withInternal(!internet)
                    .withEnableIpv6(false)
                    .withIpam(ipam)
                    .withOptions(internet ? InternetGuard.bridgeOptions(name) : isolated())
                    .withLabels(labels);
            return command.exec().getId();
          });
    } catch (EngineFailure failure) {
      throw refined(failure);
    }
  }

  /**
   * Puts the rules into place again before a machine starts on a network with internet access: the
   * host may have been started anew since that network was made, and forgets them then.
   */
  void guardStart(InspectContainerResponse machine) throws EngineFailure {
    String mode = machine.getHostConfig().getNetworkMode();
    if (mode == null || mode.equals("none")) {
      return;
    }
    Network network =
        connection.call(
            "inspect a network",
            session -> session.docker().inspectNetworkCmd().withNetworkId(mode).exec());
    if (InternetGuard.holdsFor(network.getOptions())) {
      guard.apply(network.getLabels());
    }
  }

  /**
   * "Internal" alone keeps the bridge's own address on the host, where every service that listens
   * on all addresses is within reach. Without that address the host is no neighbour any more: all
   * engines since 20.10 know the option.
   */
  private static Map<String, String> isolated() {
    return Map.of(BRIDGE + "inhibit_ipv4", "true", BRIDGE + "enable_icc", "true");
  }

  /** Engines forbid what overlaps, and have a conflict about a name. */
  private static EngineFailure refined(EngineFailure failure) {
    boolean forbidden =
        failure.getCause() instanceof DockerException answer && answer.getHttpStatus() == 403;
    if (forbidden) {
      return Failures.as(failure, FailureReason.REFUSED, FailureReason.SUBNET_TAKEN);
    }
    return Failures.as(failure, FailureReason.NOT_RUNNING, FailureReason.NAME_TAKEN);
  }

  @Override
  public void remove(String id) throws EngineFailure {
    try {
      connection.cleanUp(
          "remove network " + id, session -> session.docker().removeNetworkCmd(id).exec());
    } catch (EngineFailure failure) {
      if (failure.reason() != FailureReason.GONE) {
        throw failure;
      }
    }
  }

  @Override
  public List<Labelled> list(Map<String, String> labels) throws EngineFailure {
    List<String> filters = Execs.environment(labels);
    return connection.call(
        "list networks",
        session ->
            session.docker().listNetworksCmd().withFilter("label", filters).exec().stream()
                .map(found -> new Labelled(found.getId(), found.getLabels()))
                .toList());
  }
}
