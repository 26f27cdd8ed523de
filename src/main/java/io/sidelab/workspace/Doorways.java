package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import io.sidelab.image.ImageLibrary;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways into containers' networks: one for each run of a machine that somebody wants to reach a
 * port of, made then and removed when the machine ends. They carry their workspace's labels, so
 * that whatever removes a workspace removes them, too.
 */
final class Doorways {
  private static final Logger LOG = LoggerFactory.getLogger(Doorways.class);

  /** Longer than two calls to the engine may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(70);

  private final Machines machines;
  private final ImageLibrary images;
  private final Labels labels;
  private final String image;
  private final Map<Way, CompletableFuture<String>> ways = new ConcurrentHashMap<>();

  /**
   * @param image with the programs of BusyBox
   */
  Doorways(Machines machines, ImageLibrary images, Labels labels, String image) {
    this.machines = machines;
    this.images = images;
    this.labels = labels;
    this.image = image;
  }

  /** A network is a new one each time its machine starts. */
  private record Way(String workspaceId, String machine, int run) {}

  /**
   * The doorway's identifier on the engine. Who asks first makes it, and others wait.
   *
   * @param engineId the machine's, which runs
   */
  String of(Workspace workspace, WorkspaceMachine machine, String engineId) throws EngineFailure {
    Way way = new Way(workspace.id(), machine.name(), machine.run());
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> made = ways.putIfAbsent(way, mine);
    if (made != null) {
      return await(made);
    }
    try {
      String doorway = make(workspace, engineId);
      mine.complete(doorway);
      return doorway;
    } catch (EngineFailure | RuntimeException failure) {
      ways.remove(way, mine);
      mine.completeExceptionally(failure);
      throw failure;
    }
  }

  private String make(Workspace workspace, String engineId) throws EngineFailure {
    await(images.request(image));
    String doorway = machines.openDoorway(engineId, image, labels.ofWorkspace(workspace.id()));
    if (!workspace.live()) {
      // Its end may have looked for what to remove before this was there.
      machines.remove(doorway);
      throw new EngineFailure(
          FailureReason.GONE, workspace.message(), "the workspace ended meanwhile");
    }
    return doorway;
  }

  /** Waits for what another thread makes. */
  static <T> T await(CompletableFuture<T> done) throws EngineFailure {
    try {
      return done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw MachinePreparation.cause(failed.getCause());
    } catch (TimeoutException slow) {
      throw new EngineFailure(
          FailureReason.ENGINE_TIMEOUT,
          "What this needs on the server takes long to make. Try again in a minute.",
          "not made within " + PATIENCE,
          slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineFailure(
          FailureReason.INTERRUPTED, "The server is stopping.", "interrupted", interrupted);
    }
  }

  /** Removes those of one machine, whatever run they were for; waits for the engine. */
  void close(Workspace workspace, WorkspaceMachine machine) {
    ways.forEach(
        (way, made) -> {
          boolean its =
              way.workspaceId().equals(workspace.id()) && way.machine().equals(machine.name());
          if (its && made.isDone() && ways.remove(way, made) && !made.isCompletedExceptionally()) {
            remove(made.join());
          }
        });
  }

  private void remove(String doorway) {
    try {
      machines.remove(doorway);
    } catch (EngineFailure failure) {
      // It goes with its workspace at the latest.
      LOG.warn("a doorway stays for now: {}", failure.getMessage());
    }
  }

  /** Nothing is left of the workspace on the engine. */
  void forget(Workspace workspace) {
    ways.keySet().removeIf(way -> way.workspaceId().equals(workspace.id()));
  }
}
