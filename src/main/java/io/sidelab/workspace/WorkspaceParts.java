package io.sidelab.workspace;

import io.sidelab.engine.Engine;
import io.sidelab.engine.Machines;
import io.sidelab.terminal.Terminal;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** The parts of this package, wired by hand in the order they need one another. */
final class WorkspaceParts {
  final WorkspacePorts ports;
  final WorkspaceThreads threads;
  private final Clock clock;
  final Labels labels;
  final Activities activities;
  final Registry registry;
  final Admission admission;
  final WorkspaceFactory factory;
  final Endings endings;
  final Starter starter;
  final Arrivals arrivals;
  final WarmPool pool;
  final Starts starts;
  final LiveCohorts cohorts;
  final Restarts restarts;
  final Choices choices;
  final FurtherTerminals terminals;
  final LiveDensityRuns density;
  final Checks checks;
  final Answers answers;
  final Predictions predictions;
  final MachineFiles files;
  final MachinePorts machinePorts;
  private final Doorways doorways;
  final MachineWatch watch;
  final ImageProgress progress;
  final Expiry expiry;
  final DiskWatch disks;
  final Adoption adoption;
  final Takeover takeover;
  final Shutdown shutdown;

  WorkspaceParts(
      WorkspacePorts ports, WorkspaceSettings settings, Clock clock, WorkspaceThreads threads) {
    this.ports = ports;
    this.threads = threads;
    this.clock = clock;
    Engine engine = ports.engine();
    Machines machines = engine.machines();
    WorkspaceSettings.Times times = settings.times();
    Identifiers identifiers = new Identifiers();
    Removal removal = new Removal(engine);

    activities = new Activities(clock);
    labels = new Labels(ports.store().serverId());
    registry = new Registry(settings.perLearner(), settings.endsRemembered(), times.ends());
    admission = new Admission(settings.running(), settings.queueLength());
    endings = new Endings(removal, labels, threads, clock, this::ending, this::over);
    shutdown = new Shutdown(registry, endings, times.shutdown(), settings.keepOnShutdown());

    LabFiles labFiles = new LabFiles(machines);
    GuestWatch guests = new GuestWatch(machines, threads, labFiles, clock, times.boot());
    MachineRuns runs = new MachineRuns(machines, threads, guests, ports.recordings(), clock);
    doorways = new Doorways(machines, ports.images(), labels, settings.doorwayImage());
    watch = new MachineWatch(machines, registry, runs, doorways, endings, threads, clock);
    factory = factory(identifiers, times);

    MachineSpecs specs = new MachineSpecs(settings, labels);
    Subnets subnets =
        new Subnets(settings.subnets(), ThreadLocalRandom.current().nextInt(Short.MAX_VALUE));
    MachinePreparation preparation =
        new MachinePreparation(ports.images(), ports.virtualMachines(), specs, threads);
    WorkspaceNetworks networks = new WorkspaceNetworks(engine.networks(), subnets, labels);
    starter = new Starter(machines, preparation, specs, networks, labFiles, runs, endings, clock);
    arrivals = new Arrivals(ports.store(), admission, starter);
    pool = pool(times);
    starts = new Starts(registry, factory, arrivals, pool, ports.recordings());
    cohorts = cohorts(settings);
    Remaking remaking =
        new Remaking(machines, specs, networks, labFiles, runs, doorways, starter, threads);
    choices = choices(preparation, remaking);
    restarts = new Restarts(runs, starter, watch, clock);
    terminals =
        new FurtherTerminals(
            machines,
            ports.terminals(),
            ports.recordings(),
            identifiers,
            settings.terminalsPerMachine());
    density = density(settings, specs, identifiers);
    checks = new Checks(machines, density, ports.store(), ports.recordings(), activities, clock);
    answers = new Answers(ports.store(), activities, clock);
    predictions = new Predictions(machines, density, ports.store(), activities, clock);
    files = new MachineFiles(machines);
    machinePorts = new MachinePorts(machines, doorways);

    progress = new ImageProgress(registry);
    expiry = new Expiry(registry, endings, clock);
    disks = new DiskWatch(machines, registry, threads, clock, times.diskCheck());
    adoption = new Adoption(factory, registry, admission, endings);
    takeover =
        new Takeover(ports, labels, registry, watch, endings, removal, threads, density::goesOn);
  }

  private LiveDensityRuns density(
      WorkspaceSettings settings, MachineSpecs specs, Identifiers identifiers) {
    return new LiveDensityRuns(
        ports, registry, specs, labels, identifiers, threads, settings, clock, this::measured);
  }

  private WarmPool pool(WorkspaceSettings.Times times) {
    return new WarmPool(
        registry, admission, factory, arrivals, endings, times.cohortReturn(), threads, clock);
  }

  private LiveCohorts cohorts(WorkspaceSettings settings) {
    HostLook host = new HostLook(ports, settings.doorwayImage(), labels.ofServer(), clock);
    return new LiveCohorts(admission, registry, starter, pool, host);
  }

  private Choices choices(MachinePreparation preparation, Remaking remaking) {
    Offers offers = new Offers(ports.engine(), ports.images());
    return new Choices(offers, admission, ports.images(), preparation, remaking, starter);
  }

  private WorkspaceFactory factory(Identifiers identifiers, WorkspaceSettings.Times times) {
    return new WorkspaceFactory(
        ports.terminals(),
        ports.store(),
        ports.recordings(),
        identifiers,
        admission,
        threads,
        times,
        clock,
        this::ended);
  }

  /** A first terminal's TTY has ended: look why. */
  private void ended(Terminal terminal) {
    registry
        .findByTerminal(terminal.id())
        .ifPresent(
            workspace ->
                workspace
                    .machineOf(terminal.id())
                    .ifPresent(machine -> watch.look(workspace, machine)));
  }

  /** A race or growth is over: guesses may have waited for its figures. */
  private void measured(Workspace workspace) {
    predictions.settle(workspace);
  }

  private void ending(Workspace workspace) {
    density.end(workspace);
  }

  /** Nothing is left of a workspace: the next one in the queue has its room. */
  private void over(Workspace workspace) {
    ports.recordings().ended(workspace.id());
    activities.tell(workspace, Activity.Kind.ENDED, 0, workspace.end().map(Enum::name).orElse(""));
    doorways.forget(workspace);
    density.forget(workspace);
    registry.ended(workspace, clock.instant());
    admission.leave(workspace).forEach(starter::begin);
    admission.queued().forEach(Workspace::announce);
    pool.over(workspace);
    shutdown.changed();
  }
}
