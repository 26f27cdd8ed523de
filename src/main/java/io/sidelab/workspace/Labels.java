package io.sidelab.workspace;

import io.sidelab.content.MachineDefinition.NetworkAccess;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The labels by which a later server finds what an earlier one made on the engine. */
record Labels(String serverId) {
  private static final String SERVER = "io.sidelab.server";
  private static final String WORKSPACE = "io.sidelab.workspace";
  private static final String MACHINE = "io.sidelab.machine-name";
  private static final String LEARNER = "io.sidelab.learner";
  private static final String RUN = "io.sidelab.density-run";
  private static final String NETWORK = "io.sidelab.network-access";

  Map<String, String> ofServer() {
    return Map.of(SERVER, serverId);
  }

  Map<String, String> ofWorkspace(String workspaceId) {
    return Map.of(SERVER, serverId, WORKSPACE, workspaceId);
  }

  /** What machines of a workspace have in common, whichever server made them. */
  static Map<String, String> ofAnyServers(String workspaceId) {
    return Map.of(WORKSPACE, workspaceId);
  }

  Map<String, String> ofNetwork(Workspace workspace, NetworkAccess access) {
    return Map.of(
        SERVER,
        serverId,
        WORKSPACE,
        workspace.id(),
        LEARNER,
        workspace.learnerId(),
        NETWORK,
        access.name());
  }

  Map<String, String> ofMachine(Workspace workspace, String machine) {
    return Map.of(
        SERVER,
        serverId,
        WORKSPACE,
        workspace.id(),
        LEARNER,
        workspace.learnerId(),
        MACHINE,
        machine);
  }

  /** What a race or a growing number makes. */
  Map<String, String> ofRun(Workspace workspace, String run) {
    return Map.of(
        SERVER, serverId, WORKSPACE, workspace.id(), LEARNER, workspace.learnerId(), RUN, run);
  }

  static Optional<String> runOf(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(RUN));
  }

  static Optional<String> workspaceOf(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(WORKSPACE));
  }

  static Optional<NetworkAccess> accessOf(Map<String, String> labels) {
    return Arrays.stream(NetworkAccess.values())
        .filter(access -> access.name().equals(labels.get(NETWORK)))
        .findFirst();
  }

  static Optional<String> machineOf(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(MACHINE));
  }
}
