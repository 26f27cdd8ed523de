package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.RunnableBlock;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.engine.RunningCommand;
import io.sidelab.engine.Subscription;
import io.sidelab.store.StoreException;
import io.sidelab.terminal.Terminal;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workspaces of this server, on a real engine: each request goes to the class that knows. */
public final class LiveWorkspaces implements Workspaces {
  private static final Logger LOG = LoggerFactory.getLogger(LiveWorkspaces.class);

  private final WorkspaceParts parts;
  private final WorkspaceSettings settings;
  private final Clock clock;
  private final Deque<Subscription> subscriptions = new ArrayDeque<>();
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * @param threads closed by whoever made them, after this
   */
  public LiveWorkspaces(
      WorkspacePorts ports, WorkspaceSettings settings, Clock clock, WorkspaceThreads threads) {
    this.settings = settings;
    this.clock = clock;
    this.parts = new WorkspaceParts(ports, settings, clock, threads);
  }

  /**
   * Takes over what an earlier server left, and from then on follows what happens on the engine. To
   * be called once, before the first request. Does not wait for the engine.
   *
   * @throws StoreException when it cannot be read what was left
   */
  public void adopt(LabCatalog catalog) {
    List<Lab> labs = catalog.labs();
    parts.admission.eachHolds(Room.largest(labs), Room.forRuns(labs, settings.density()));
    List<Workspace> restored =
        parts.adoption.restore(parts.ports.store().openWorkspaces(), catalog);
    Machines machines = parts.ports.engine().machines();
    subscriptions.push(machines.watch(parts.labels.ofServer(), parts.watch::heard));
    subscriptions.push(parts.ports.images().watch(parts.progress::heard));
    subscriptions.push(parts.threads.every(settings.times().sweep(), this::sweep));
    parts.takeover.begin(restored);
  }

  /**
   * Finds out how VMs run here before the first one is started; their starts wait for it anyway.
   */
  public void probeAhead() {
    parts
        .threads
        .preparers()
        .execute(
            () -> {
              try {
                parts.ports.virtualMachines().probe();
              } catch (EngineFailure failure) {
                LOG.info("how VMs run here is not known yet: {}", failure.getMessage());
              }
            });
  }

  /** One at a time: a slow one makes the next late, not many. */
  private void sweep() {
    if (sweeping.compareAndSet(false, true)) {
      try {
        parts.expiry.sweep();
        parts.disks.sweep();
        parts.pool.sweep();
      } finally {
        sweeping.set(false);
      }
    }
  }

  @Override
  public WorkspaceView start(String learnerId, Lab lab, StartTerms terms) throws WorkspaceFailure {
    refuseWhenStopping();
    return parts.starts.start(learnerId, lab, terms).view();
  }

  private void refuseWhenStopping() throws WorkspaceFailure {
    if (stopping.get()) {
      throw new WorkspaceFailure(
          Reason.STOPPING, "The server is stopping. Start the lab again when it is back.");
    }
  }

  @Override
  public WorkspaceView find(String learnerId, String id) throws WorkspaceFailure {
    return parts.registry.find(learnerId, id).view();
  }

  @Override
  public List<WorkspaceView> of(String learnerId) {
    return parts.registry.of(learnerId).stream().map(Workspace::view).toList();
  }

  @Override
  public void close(String learnerId, String id) throws WorkspaceFailure {
    Workspace workspace = parts.registry.find(learnerId, id);
    boolean queued = workspace.state() == WorkspaceState.QUEUED;
    parts.endings.end(workspace, queued ? EndReason.LEFT_QUEUE : EndReason.CLOSED_BY_LEARNER);
  }

  @Override
  public void end(String learnerId, String id, EndReason reason) throws WorkspaceFailure {
    parts.endings.end(parts.registry.find(learnerId, id), reason);
  }

  @Override
  public void pause(String learnerId, String id) {
    parts
        .registry
        .of(learnerId, id)
        .ifPresent(
            workspace ->
                workspace.change(
                    () ->
                        workspace.end().isEmpty() && workspace.lifetime().pause(clock.instant())));
  }

  @Override
  public void resume(String learnerId, String id) {
    parts
        .registry
        .of(learnerId, id)
        .ifPresent(
            workspace -> workspace.change(() -> workspace.lifetime().resume(clock.instant())));
  }

  @Override
  public Cohorts cohorts() {
    return parts.cohorts;
  }

  @Override
  public WorkspaceView extend(String learnerId, String id) throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    if (!workspace.change(() -> workspace.lifetime().extend())) {
      throw new WorkspaceFailure(
          Reason.NOT_EXTENDABLE,
          "This lab has all the time it may have. Start it again when it has ended.");
    }
    return workspace.view();
  }

  @Override
  public CheckOutcome check(String learnerId, String id, int step) throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    return parts.checks.check(workspace, step);
  }

  @Override
  public AnswerOutcome answer(String learnerId, String id, String question, Set<Integer> choices)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    return parts.answers.answer(workspace, question, choices);
  }

  @Override
  public PredictionOutcome predict(String learnerId, String id, String prediction, String guess)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    return parts.predictions.predict(workspace, prediction, guess);
  }

  @Override
  public FileListing files(String learnerId, String id, String machine, String path)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    return parts.files.list(workspace, LabParts.machine(workspace, machine), path);
  }

  @Override
  public byte[] readFile(String learnerId, String id, String machine, String path)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    return parts.files.read(workspace, LabParts.machine(workspace, machine), path);
  }

  @Override
  public void writeFile(String learnerId, String id, String machine, FilePiece piece)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    parts.files.write(workspace, LabParts.machine(workspace, machine), piece);
  }

  @Override
  public List<Integer> ports(String learnerId, String id, String machine) throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    return parts.machinePorts.listening(workspace, LabParts.machine(workspace, machine));
  }

  /** No use of the workspace: a page that asks by itself must not keep it for ever. */
  @Override
  public RunningCommand connect(String learnerId, String id, String machine, int port)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    return parts.machinePorts.connect(workspace, LabParts.machine(workspace, machine), port);
  }

  @Override
  public void type(String learnerId, String id, int step, int block, String terminalId)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    RunnableBlock typed = LabParts.block(workspace.lab(), step, block);
    WorkspaceMachine machine = LabParts.machine(workspace, typed.machine());
    Terminal terminal =
        machine
            .terminals()
            .find(terminalId)
            .orElseThrow(
                () ->
                    new WorkspaceFailure(
                        Reason.NO_SUCH_PART,
                        "This command is for " + machine.definition().title() + "."));
    terminal.type(ByteBuffer.wrap((typed.text() + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String openTerminal(String learnerId, String id, String machine) throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    return parts.terminals.open(workspace, LabParts.machine(workspace, machine));
  }

  @Override
  public void closeTerminal(String learnerId, String id, String terminalId)
      throws WorkspaceFailure {
    Workspace workspace = parts.registry.find(learnerId, id);
    WorkspaceMachine machine =
        workspace
            .machineOf(terminalId)
            .orElseThrow(
                () -> new WorkspaceFailure(Reason.NOT_FOUND, "There is no such terminal."));
    parts.terminals.close(workspace, machine, terminalId);
  }

  @Override
  public void restart(String learnerId, String id, String machine) throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    parts.restarts.restart(workspace, LabParts.machine(workspace, machine));
  }

  @Override
  public MachineOffer offer(String learnerId, String id, String machine) throws WorkspaceFailure {
    return parts.choices.offer(LabParts.machine(live(learnerId, id), machine));
  }

  @Override
  public void choose(String learnerId, String id, String machine, MachineWish wish)
      throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    parts.choices.choose(workspace, LabParts.machine(workspace, machine), wish);
  }

  @Override
  public void reset(String learnerId, String id, String machine) throws WorkspaceFailure {
    Workspace workspace = live(learnerId, id);
    workspace.lifetime().use(clock.instant());
    parts.choices.reset(workspace, LabParts.machine(workspace, machine));
  }

  @Override
  public Terminal terminal(String learnerId, String terminalId) throws WorkspaceFailure {
    Workspace workspace = parts.registry.findByTerminal(learnerId, terminalId);
    return workspace
        .terminal(terminalId)
        .orElseThrow(() -> new WorkspaceFailure(Reason.WRONG_STATE, workspace.message()));
  }

  @Override
  public List<Terminal> terminals(String learnerId, String id) throws WorkspaceFailure {
    return parts.registry.find(learnerId, id).terminals();
  }

  @Override
  public void used(String learnerId, String id) throws WorkspaceFailure {
    parts.registry.find(learnerId, id).lifetime().use(clock.instant());
  }

  @Override
  public Capacity capacity() {
    return parts.admission.capacity();
  }

  @Override
  public Subscription watch(String learnerId, String id, Consumer<WorkspaceView> listener)
      throws WorkspaceFailure {
    Workspace workspace = parts.registry.find(learnerId, id);
    return workspace.watch(() -> listener.accept(workspace.view()));
  }

  @Override
  public Subscription follow(Consumer<Activity> listener) {
    return parts.activities.add(listener);
  }

  /** Races and growing numbers of containers in these workspaces. */
  public DensityRuns densityRuns() {
    return parts.density;
  }

  private Workspace live(String learnerId, String id) throws WorkspaceFailure {
    Workspace workspace = parts.registry.find(learnerId, id);
    if (!workspace.live()) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE,
          workspace.end().isPresent()
              ? workspace.message()
              : "This lab waits for room on the server. Try again when it has started.");
    }
    return workspace;
  }

  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      parts.density.close();
      parts.pool.stop();
      parts.shutdown.run();
      subscriptions.forEach(Subscription::close);
    }
  }
}
