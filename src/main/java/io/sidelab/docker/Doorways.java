package io.sidelab.docker;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Containers in the network of a machine; see {@link Machines#openDoorway}. */
final class Doorways {
  /** Every beginning command passes through the engine's own starter, which takes some 10 MiB. */
  private static final long MEMORY = 192L * 1024 * 1024;

  /** Twice the connections that a workspace may have, with room for what ends them. */
  private static final long PROCESSES = 128;

  /** Copies bytes at some hundred MB/s on one processor. */
  private static final long NANO_CPUS = 1_000_000_000;

  /** Owns nothing, in here or in the machine. */
  private static final String NOBODY = "65534:65534";

  /** Until it is removed: {@code sleep} has no word for ever that all its makers know. */
  private static final List<String> NOTHING = List.of("sleep", "2147483647");

  private final EngineConnection connection;

  Doorways(EngineConnection connection) {
    this.connection = connection;
  }

  String open(String machine, String image, Map<String, String> labels) throws EngineFailure {
    String id = create(machine, image, labels);
    try {
      connection.run("start a doorway", session -> session.docker().startContainerCmd(id).exec());
      return id;
    } catch (EngineFailure failure) {
      connection.cleanUp(
          "remove a doorway",
          session -> session.docker().removeContainerCmd(id).withForce(true).exec());
      throw failure;
    }
  }

  private String create(String machine, String image, Map<String, String> labels)
      throws EngineFailure {
    Map<String, String> all = new HashMap<>(labels);
    all.put(Machines.DOORWAY_LABEL, machine);
    try {
      return connection.call(
          "make a doorway to " + machine,
          session ->
              session
                  .docker()
                  .createContainerCmd(image)
                  .withEntrypoint(NOTHING.get(0))
                  .withCmd(NOTHING.subList(1, NOTHING.size()))
                  .withUser(NOBODY)
                  .withLabels(all)
                  .withHostConfig(confined(machine))
                  .exec()
                  .getId());
    } catch (EngineFailure failure) {
      throw Failures.as(failure, FailureReason.GONE, FailureReason.IMAGE_NOT_FOUND);
    }
  }

  private static HostConfig confined(String machine) {
    return ShortContainers.confined()
        .withNetworkMode("container:" + machine)
        .withMemory(MEMORY)
        .withMemorySwap(MEMORY)
        .withPidsLimit(PROCESSES)
        .withNanoCPUs(NANO_CPUS)
        .withTmpFs(Map.of())
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
  }
}
