package io.sidelab.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Containers that run one program and are gone afterwards. */
final class ShortContainers {
  private static final long MIB = 1024 * 1024;

  /** A small VM and what drives it. */
  private static final long MEMORY = 512 * MIB;

  private static final long PROCESSES = 256;

  /** What a probe says is a line or two. */
  private static final int OUTPUT = 64 * 1024;

  private static final Duration POLL = Duration.ofMillis(50);

  private final EngineConnection connection;
  private final ThreadFactory creators = Threads.named("sidelab-docker-probe");

  ShortContainers(EngineConnection connection) {
    this.connection = connection;
  }

  CommandResult run(Probe probe) throws EngineFailure {
    HostConfig host = confined().withNetworkMode("none");
    probe.device().ifPresent(path -> host.withDevices(new Device("rw", path, path)));
    return run(probe, host);
  }

  /** As root, but without any right. */
  static HostConfig confined() {
    return HostConfig.newHostConfig()
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withReadonlyRootfs(true)
        .withIpcMode("private")
        .withMemory(MEMORY)
        .withMemorySwap(MEMORY)
        .withPidsLimit(PROCESSES)
        .withTmpFs(Map.of("/run/vm", "rw,nosuid,nodev,mode=1777,size=" + 16 * MIB));
  }

  /**
   * @param host what it may; its device, if any, is in there
   */
  CommandResult run(Probe probe, HostConfig host) throws EngineFailure {
    String id = createUndisturbed(probe, host);
    try {
      start(id);
      int exitCode = exitCode(id, probe);
      Demultiplexer output = new Demultiplexer(OUTPUT, false);
      connection.run(
          "read the output of a probe",
          session ->
              session.read(
                  "/containers/" + id + "/logs?stdout=1&stderr=1",
                  body -> output.drain(body::read)));
      return new CommandResult(exitCode, output.output(), output.errors(), output.truncated());
    } finally {
      connection.cleanUp(
          "remove a probe",
          session -> session.docker().removeContainerCmd(id).withForce(true).exec());
    }
  }

  /**
   * On a thread of its own, which nobody interrupts: the engine would make the container all the
   * same, and nobody would learn its ID. The call has the timeout of every call.
   */
  private String createUndisturbed(Probe probe, HostConfig host) throws EngineFailure {
    FutureTask<String> creation = new FutureTask<>(() -> create(probe, host));
    creators.newThread(creation).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return creation.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof EngineFailure failure
          ? failure
          : Failures.of("make a probe of " + probe.image(), failed);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String create(Probe probe, HostConfig host) throws EngineFailure {
    List<String> line = probe.program();
    try {
      return connection.call(
          "make a probe of " + probe.image(),
          session ->
              session
                  .docker()
                  .createContainerCmd(probe.image())
                  .withEntrypoint(line.get(0))
                  .withCmd(line.subList(1, line.size()))
                  .withUser("0:0")
                  .withLabels(probe.labels())
                  .withHostConfig(host)
                  .exec()
                  .getId());
    } catch (EngineFailure failure) {
      throw Failures.as(failure, FailureReason.GONE, FailureReason.IMAGE_NOT_FOUND);
    }
  }

  private void start(String id) throws EngineFailure {
    try {
      connection.run("start a probe", session -> session.docker().startContainerCmd(id).exec());
    } catch (EngineFailure failure) {
      throw switch (failure.reason()) {
        case ENGINE_ERROR, REFUSED, GONE ->
            Failures.as(failure, failure.reason(), FailureReason.START_FAILED);
        default -> failure;
      };
    }
  }

  private int exitCode(String id, Probe probe) throws EngineFailure {
    long end = System.nanoTime() + probe.timeout().toNanos();
    while (System.nanoTime() < end) {
      ContainerState state =
          connection.call(
              "inspect a probe",
              session -> session.docker().inspectContainerCmd(id).exec().getState());
      if (!Boolean.TRUE.equals(state.getRunning())) {
        return state.getExitCodeLong().intValue();
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    throw Failures.of(
        FailureReason.COMMAND_TIMEOUT,
        "probe " + probe.program() + ": not done within " + probe.timeout());
  }
}
