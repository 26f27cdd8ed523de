package io.sidelab.docker;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.Images;
import io.sidelab.engine.Machines;
import io.sidelab.engine.Networks;
import io.sidelab.engine.Volumes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A Docker Engine from 20.10 on, over its socket. Calls run on the caller's thread. Threads of its
 * own: a timer that ends overdue calls, one that ends the processes of closed terminals, one for
 * each subscription to events, and some that write the input of commands.
 */
public final class DockerEngine implements Engine {
  /**
   * Terminals and held commands closed at once whose processes wait to be ended: a full house of
   * 1,000. What is over that is done on the closing thread.
   */
  private static final int WAITING_CLOSES = 1000;

  /** Commands whose input is written at this moment; more of them wait on their own thread. */
  private static final int INPUT_WRITERS = 32;

  private static final int CLOSE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Threads.named("sidelab-docker-timer"));
  private final ExecutorService closer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_CLOSES),
          Threads.named("sidelab-docker-closer"),
          new ThreadPoolExecutor.CallerRunsPolicy());
  private final ExecutorService writers =
      new ThreadPoolExecutor(
          0,
          INPUT_WRITERS,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Threads.named("sidelab-docker-input"),
          new ThreadPoolExecutor.CallerRunsPolicy());

  private final EngineConnection connection;
  private final DockerImages images;
  private final DockerNetworks networks;
  private final DockerVolumes volumes;
  private final DockerMachines machines;
  private final EventStreams events;

  /** Connects at the first call, so an engine that is down does not matter yet. */
  public DockerEngine(DockerSettings settings) {
    timer.setRemoveOnCancelPolicy(true);
    connection = new EngineConnection(settings, timer);
    images = new DockerImages(connection);
    ShortContainers shortContainers = new ShortContainers(connection);
    networks =
        new DockerNetworks(
            connection, new InternetGuard(shortContainers, settings.firewallImage()));
    volumes = new DockerVolumes(connection);
    events = new EventStreams(connection);
    RawStreams streams = new RawStreams(settings, connection, timer);
    Execs execs = new Execs(connection, streams);
    machines =
        new DockerMachines(
            connection,
            new MachineCreation(connection, images, settings.runtime()),
            new MachineTtys(connection, streams, execs, timer, closer),
            new Commands(execs, timer, writers),
            new HeldCommands(execs, timer, closer),
            new Doorways(connection),
            shortContainers,
            events,
            networks);
  }

  @Override
  public EngineInfo info() throws EngineFailure {
    return connection.call("ask the engine about itself", EngineFigures::info);
  }

  @Override
  public Images images() {
    return images;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Volumes volumes() {
    return volumes;
  }

  @Override
  public Machines machines() {
    return machines;
  }

  @Override
  public void close() {
    events.close();
    closer.shutdown();
    try {
      closer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    closer.shutdownNow();
    writers.shutdownNow();
    timer.shutdownNow();
    connection.close();
  }
}
