package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Networks;
import java.util.Optional;

/**
 * Gives a workspace's machines their networks. Machines that may reach the internet and machines
 * that may not never share one, because a network either has a way out or has none.
 */
final class WorkspaceNetworks {
  /** Taken subnets come in runs; more refusals than this mean that the range itself is in use. */
  private static final int ATTEMPTS = 300;

  private final Networks networks;
  private final Subnets subnets;
  private final Labels labels;

  WorkspaceNetworks(Networks networks, Subnets subnets, Labels labels) {
    this.networks = networks;
    this.subnets = subnets;
    this.labels = labels;
  }

  /** The network for such a machine, made for its first one. One of the workspace's steps. */
  Optional<String> of(Workspace workspace, WorkspaceMachine machine) throws EngineFailure {
    NetworkAccess access = machine.definition().network();
    if (access == NetworkAccess.NONE) {
      return Optional.empty();
    }
    Optional<String> known = workspace.network(access);
    if (known.isPresent()) {
      return known;
    }
    String made = make(workspace, access);
    workspace.change(
        () -> {
          workspace.networkIs(access, made);
          return true;
        });
    return Optional.of(made);
  }

  private String make(Workspace workspace, NetworkAccess access) throws EngineFailure {
    boolean internet = access == NetworkAccess.INTERNET;
    String name = "sidelab-" + workspace.id() + (internet ? "-internet" : "");
    int attempts = Math.min(ATTEMPTS, subnets.count());
    for (int attempt = 0; attempt < attempts; attempt++) {
      try {
        return networks.create(name, subnets.next(), internet, labels.ofNetwork(workspace, access));
      } catch (EngineFailure failure) {
        if (failure.reason() != FailureReason.SUBNET_TAKEN) {
          throw failure;
        }
      }
    }
    throw new EngineFailure(
        FailureReason.SUBNET_TAKEN,
        "No free addresses are left for this lab's network. Try again later, or tell whoever runs"
            + " this server.",
        attempts + " subnets in a row are in use: set another range for workspaces' networks");
  }
}
