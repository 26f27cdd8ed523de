package io.sidelab.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes machines. The engine makes a container whole or not at all, so nothing is left to undo. */
final class MachineCreation {
  /**
   * A resolver that nobody has: names of neighbours are still answered by the engine itself, and
   * other questions fail after a second. Without it older engines ask the host's resolver on behalf
   * of machines that must not reach anything, and a question can carry data out.
   */
  private static final String NO_RESOLVER = "192.0.2.1";

  private final EngineConnection connection;
  private final DockerImages images;
  private final Optional<String> runtime;

  /** Only overlay2 on XFS with quotas and a few others limit a container's disk: found out once. */
  private final AtomicBoolean diskQuota = new AtomicBoolean(true);

  MachineCreation(EngineConnection connection, DockerImages images, Optional<String> runtime) {
    this.connection = connection;
    this.images = images;
    this.runtime = runtime;
  }

  String create(MachineSpec spec) throws EngineFailure {
    Image image =
        images
            .find(spec.image())
            .orElseThrow(
                () -> Failures.of(FailureReason.IMAGE_NOT_FOUND, "no image " + spec.image()));
    VmEnvironment.Reach reach = reach(spec);
    if (spec.kind() == MachineKind.VM) {
      return create(spec, reach, MachineProfile.vm(spec, image));
    }
    boolean quota = diskQuota.get();
    try {
      return create(spec, reach, MachineProfile.container(spec, runtime, quota));
    } catch (EngineFailure failure) {
      if (!quota || !mayBeTheQuota(failure)) {
        throw failure;
      }
      String id = create(spec, reach, MachineProfile.container(spec, runtime, false));
      diskQuota.set(false);
      return id;
    }
  }

  /** Engines answer an option that their storage does not know with 400 or 500. */
  private static boolean mayBeTheQuota(EngineFailure failure) {
    return failure.reason() == FailureReason.ENGINE_ERROR
        || failure.reason() == FailureReason.REFUSED;
  }

  private VmEnvironment.Reach reach(MachineSpec spec) throws EngineFailure {
    if (spec.network().isEmpty()) {
      return VmEnvironment.Reach.NONE;
    }
    boolean internal =
        connection.call(
            "inspect a network",
            session ->
                Boolean.TRUE.equals(
                    session
                        .docker()
                        .inspectNetworkCmd()
                        .withNetworkId(spec.network().get())
                        .exec()
                        .getInternal()));
    return internal ? VmEnvironment.Reach.ISOLATED : VmEnvironment.Reach.INTERNET;
  }

  private String create(MachineSpec spec, VmEnvironment.Reach reach, HostConfig host)
      throws EngineFailure {
    if (reach == VmEnvironment.Reach.ISOLATED) {
      host.withDns(NO_RESOLVER).withDnsOptions(List.of("timeout:1", "attempts:1"));
    }
    try {
      return connection.call(
          "make machine " + spec.name(),
          session -> command(session, spec, reach, host).exec().getId());
    } catch (EngineFailure failure) {
      // Here a conflict is about the name; the image was there a moment ago.
      throw Failures.as(
          Failures.as(failure, FailureReason.NOT_RUNNING, FailureReason.NAME_TAKEN),
          FailureReason.GONE,
          FailureReason.IMAGE_NOT_FOUND);
    }
  }

  private static CreateContainerCmd command(
      EngineSession session, MachineSpec spec, VmEnvironment.Reach reach, HostConfig host) {
    Map<String, String> labels = new HashMap<>(spec.labels());
    MachineLabels.size(labels, spec.size());
    Map<String, String> environment = new HashMap<>();
    CreateContainerCmd command = session.docker().createContainerCmd(spec.image());
    if (spec.kind() == MachineKind.VM) {
      environment.putAll(VmEnvironment.of(spec, reach));
      command.withUser(MachineProfile.VM_USER);
    }
    environment.putAll(spec.environment());
    if (!spec.command().isEmpty()) {
      command.withCmd(spec.command());
    }
    return command
        .withName(spec.name())
        .withHostName(spec.hostname())
        .withLabels(labels)
        .withEnv(Execs.environment(environment))
        .withTty(true)
        .withStdinOpen(true)
        .withStdInOnce(false)
        .withAliases(spec.network().isPresent() ? List.of(spec.hostname()) : List.of())
        .withHostConfig(host);
  }
}
