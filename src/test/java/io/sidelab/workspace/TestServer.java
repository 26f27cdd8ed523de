package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.engine.Engine;
import io.sidelab.image.ImageLibrary;
import io.sidelab.recording.RecordingSettings;
import io.sidelab.recording.Recordings;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.Store;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.testing.Eventually;
import io.sidelab.vm.VirtualMachines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** All that workspaces need, on an engine that is given; can be stopped in order or dropped. */
final class TestServer implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  final LiveWorkspaces workspaces;
  final Store store;
  private final WorkspaceThreads threads = new WorkspaceThreads();
  final Recordings recordings;
  private final StreamTerminals terminals;
  private final Engine engine;
  private boolean dropped;

  private TestServer(Setup setup, List<Lab> catalog) {
    engine = setup.engine;
    store = SqliteStore.open(setup.data.resolve("sidelab.db"));
    store.keepFact("server-id", setup.serverId);
    terminals = new StreamTerminals(TerminalSettings.defaults(), setup.clock);
    recordings =
        new Recordings(setup.data.resolve("recordings"), RecordingSettings.defaults(), setup.clock);
    workspaces =
        new LiveWorkspaces(
            new WorkspacePorts(
                setup.engine, setup.images, setup.virtualMachines, terminals, store, recordings),
            setup.settings,
            setup.clock,
            threads);
    workspaces.adopt(new LabCatalog(catalog, List.of()));
  }

  /** What a server is made of, with what most tests want. */
  static final class Setup {
    private Engine engine;
    private final String serverId;
    private final Path data;
    private WorkspaceSettings settings = Settings.quick();
    private Clock clock = Clock.systemUTC();
    private ImageLibrary images = new ReadyImages();
    private VirtualMachines virtualMachines = new SoftwareEmulation();

    Setup(Engine engine, String serverId, Path data) {
      this.engine = engine;
      this.serverId = serverId;
      this.data = data;
    }

    Setup with(WorkspaceSettings other) {
      settings = other;
      return this;
    }

    Setup with(Engine other) {
      engine = other;
      return this;
    }

    Setup with(Clock other) {
      clock = other;
      return this;
    }

    Setup with(ImageLibrary other) {
      images = other;
      return this;
    }

    Setup with(VirtualMachines other) {
      virtualMachines = other;
      return this;
    }

    TestServer serve(Lab... catalog) {
      return new TestServer(this, List.of(catalog));
    }
  }

  WorkspaceView ready(String learner, Lab lab) throws Exception {
    return reaches(learner, workspaces.start(learner, lab).id(), WorkspaceState.READY);
  }

  WorkspaceView reaches(String learner, String id, WorkspaceState state) throws Exception {
    Eventually.passes(
        SOON,
        () -> {
          WorkspaceView view = workspaces.find(learner, id);
          if (view.state() != state) {
            throw new AssertionError("wanted " + state + ", is " + view);
          }
        });
    return workspaces.find(learner, id);
  }

  MachineView machine(String learner, String id, String name) throws WorkspaceFailure {
    return workspaces.find(learner, id).machines().stream()
        .filter(machine -> machine.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  MachineView machineReaches(String learner, String id, String name, MachineState state)
      throws Exception {
    Eventually.passes(
        SOON,
        () -> {
          MachineView machine = machine(learner, id, name);
          if (machine.state() != state) {
            throw new AssertionError("wanted " + state + ", is " + machine);
          }
        });
    return machine(learner, id, name);
  }

  /** As {@code kill -9} does: nothing is ended, nothing is removed, nobody is told. */
  void drop() {
    dropped = true;
    threads.close();
    terminals.close();
    recordings.close();
    engine.close();
    store.close();
  }

  @Override
  public void close() {
    if (!dropped) {
      workspaces.close();
      threads.close();
      terminals.close();
      recordings.close();
      store.close();
      assertNoThreads();
    }
  }

  /** A pool has ended a moment before its last thread is gone. */
  private static void assertNoThreads() {
    try {
      Eventually.passes(
          Duration.ofSeconds(5),
          () ->
              assertThat(Thread.getAllStackTraces().keySet())
                  .extracting(Thread::getName)
                  .noneMatch(name -> name.startsWith("sidelab-workspace")));
    } catch (Exception unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
