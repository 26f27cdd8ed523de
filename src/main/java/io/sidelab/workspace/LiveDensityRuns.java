package io.sidelab.workspace;

import io.sidelab.content.DensityDefinition;
import io.sidelab.content.DensityFigure;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.evidence.DensityView;
import io.sidelab.evidence.DensityView.Budget;
import io.sidelab.evidence.HostMemory;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conducts races and growths of all workspaces, each on a thread of its own, and sees to it that
 * nothing of them outlives its workspace or this server.
 */
final class LiveDensityRuns implements DensityRuns {
  private static final Logger LOG = LoggerFactory.getLogger(LiveDensityRuns.class);

  /** A thousand containers take the engine less than that to remove, four at a time. */
  private static final Duration REMOVAL = Duration.ofMinutes(2);

  private final WorkspacePorts ports;
  private final Registry registry;
  private final MachineSpecs specs;
  private final Labels labels;
  private final Identifiers identifiers;
  private final WorkspaceThreads threads;
  private final DensityBudgets budgets;
  private final String probeImage;
  private final Clock clock;
  private final Consumer<Workspace> over;
  private final HostMemory memory = new HostMemory(Path.of("/proc"));
  private final Map<String, DensityBoard> boards = new ConcurrentHashMap<>();
  private final Semaphore permits;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * @param over told, on a run's thread, of each workspace whose run came to its end
   */
  LiveDensityRuns(
      WorkspacePorts ports,
      Registry registry,
      MachineSpecs specs,
      Labels labels,
      Identifiers identifiers,
      WorkspaceThreads threads,
      WorkspaceSettings settings,
      Clock clock,
      Consumer<Workspace> over) {
    this.ports = ports;
    this.registry = registry;
    this.specs = specs;
    this.labels = labels;
    this.identifiers = identifiers;
    this.threads = threads;
    this.budgets = new DensityBudgets(settings.density());
    this.probeImage = settings.doorwayImage();
    this.clock = clock;
    this.over = over;
    this.permits = new Semaphore(settings.density().runs());
  }

  @Override
  public DensityView view(String learnerId, String id) throws WorkspaceFailure {
    return view(registry.find(learnerId, id));
  }

  private DensityView view(Workspace workspace) throws WorkspaceFailure {
    Budget budget = budgets.of(workspace);
    return Optional.ofNullable(boards.get(workspace.id()))
        .orElseGet(DensityBoard::new)
        .view(clock.instant(), budget);
  }

  @Override
  public DensityView race(String learnerId, String id, int containers) throws WorkspaceFailure {
    Workspace workspace = registry.find(learnerId, id);
    DensityDefinition lab = budgets.definition(workspace);
    WorkspaceMachine machine = LabParts.machine(workspace, lab.machine());
    return begin(
        workspace,
        DensityFigure.RACE,
        (board, run, crowd, crowdSpecs) -> {
          Race.Parts parts =
              new Race.Parts(
                  machines(),
                  ports.terminals(),
                  ports.virtualMachines(),
                  threads,
                  identifiers,
                  clock);
          Race race =
              new Race(
                  run, crowd, crowdSpecs, machine, budgets.vm(workspace, lab), parts, containers);
          board.show(race);
          return race;
        });
  }

  @Override
  public DensityView grow(String learnerId, String id, int containers) throws WorkspaceFailure {
    Workspace workspace = registry.find(learnerId, id);
    DensityDefinition lab = budgets.definition(workspace);
    WorkspaceMachine machine = LabParts.machine(workspace, lab.machine());
    Budget budget = budgets.of(workspace);
    return begin(
        workspace,
        DensityFigure.GROWTH,
        (board, run, crowd, crowdSpecs) -> {
          Growth growth =
              new Growth(
                  run,
                  crowd,
                  crowdSpecs,
                  machine,
                  budgets.vm(workspace, lab),
                  machines(),
                  made -> HostReading.now(machines(), memory, ready(probeImage), made),
                  budget,
                  containers,
                  clock);
          board.show(growth);
          return growth;
        });
  }

  /** Makes what is to be done, once it may be done. */
  private interface Preparation {
    DensityTask task(DensityBoard board, DensityRun run, Crowd crowd, CrowdSpecs specs);
  }

  private DensityView begin(Workspace workspace, String kind, Preparation preparation)
      throws WorkspaceFailure {
    refuseUnlessLive(workspace);
    workspace.lifetime().use(clock.instant());
    DensityBoard board = boards.computeIfAbsent(workspace.id(), id -> new DensityBoard());
    DensityRun run = new DensityRun(identifiers.next(), kind);
    if (!board.begin(run)) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE, "A run of this lab is still going on. Wait for its end, or stop it.");
    }
    if (!permits.tryAcquire()) {
      board.end();
      throw new WorkspaceFailure(Reason.BUSY, budgets.busy());
    }
    Map<String, String> made = labels.ofRun(workspace, run.id());
    Crowd crowd = new Crowd(machines(), threads.density(), made);
    DensityTask task =
        preparation.task(board, run, crowd, new CrowdSpecs(specs, workspace, run, made));
    if (stopping.get() || !workspace.live()) {
      run.stop(); // Its end may have looked for runs before this one was there.
    }
    threads.density().execute(() -> conduct(workspace, board, run, task));
    return view(workspace);
  }

  private void refuseUnlessLive(Workspace workspace) throws WorkspaceFailure {
    if (stopping.get() || workspace.state() != WorkspaceState.READY) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE,
          workspace.end().isPresent()
              ? workspace.message()
              : "This lab's machines are not ready yet. Try again in a moment.");
    }
  }

  private void conduct(Workspace workspace, DensityBoard board, DensityRun run, DensityTask task) {
    LOG.info("workspace {}: a {} of containers begins", workspace.id(), run.kind());
    try {
      task.perform();
    } catch (InterruptedException serverStops) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.error("workspace {}: a {} failed", workspace.id(), run.kind(), bug);
    } finally {
      board.end();
      permits.release();
      run.over();
      LOG.info("workspace {}: the {} is over", workspace.id(), run.kind());
    }
    over.accept(workspace);
  }

  /** The image, once it is there. */
  private String ready(String image) throws EngineFailure {
    Doorways.await(ports.images().request(image));
    return image;
  }

  private Machines machines() {
    return ports.engine().machines();
  }

  @Override
  public DensityView stop(String learnerId, String id) throws WorkspaceFailure {
    Workspace workspace = registry.find(learnerId, id);
    DensityView view = view(workspace);
    Optional.ofNullable(boards.get(id)).flatMap(DensityBoard::current).ifPresent(DensityRun::stop);
    return view.running().isEmpty() ? view : view(workspace);
  }

  /** A figure of the latest run, as {@code RUN/NAME}. */
  String figure(Workspace workspace, String name) throws MissingFact {
    try {
      return DensityFigures.of(view(workspace), name);
    } catch (WorkspaceFailure none) {
      throw new MissingFact(none.learnerText());
    }
  }

  /** Whether a run of this server carries that identifier. */
  boolean goesOn(String runId) {
    return boards.values().stream()
        .flatMap(board -> board.current().stream())
        .anyMatch(run -> run.id().equals(runId));
  }

  /** The workspace ends: waits until nothing of its run is left. */
  void end(Workspace workspace) {
    Optional.ofNullable(boards.get(workspace.id()))
        .flatMap(DensityBoard::current)
        .ifPresent(run -> stop(run, REMOVAL));
  }

  /** Nothing is left of the workspace. */
  void forget(Workspace workspace) {
    boards.remove(workspace.id());
  }

  /** Stops all runs and waits until nothing of them is left. */
  void close() {
    stopping.set(true);
    boards.values().stream().flatMap(board -> board.current().stream()).forEach(DensityRun::stop);
    boards.values().stream()
        .flatMap(board -> board.current().stream())
        .forEach(run -> stop(run, REMOVAL));
  }

  private static void stop(DensityRun run, Duration patience) {
    run.stop();
    try {
      if (!run.awaitOver(patience)) {
        LOG.warn("a {} does not come to its end; its containers go with its workspace", run.kind());
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
