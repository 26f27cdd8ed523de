package io.sidelab.app;

import io.sidelab.content.ImageChoice;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.LabReader;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.content.Problem;
import io.sidelab.content.RecipeCatalog;
import io.sidelab.content.RecipeReader;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Engine;
import io.sidelab.engine.MachineEvent;
import io.sidelab.engine.RunningCommand;
import io.sidelab.engine.Subscription;
import io.sidelab.evidence.LayerContents;
import io.sidelab.evidence.LayerMeasurements;
import io.sidelab.evidence.Measurements;
import io.sidelab.http.HttpServer;
import io.sidelab.http.Parts;
import io.sidelab.http.TerminalSocketSettings;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.QueuedImageLibrary;
import io.sidelab.instructor.Instructors;
import io.sidelab.oidc.RelyingParty;
import io.sidelab.proxy.PortTarget;
import io.sidelab.proxy.ProxyServer;
import io.sidelab.recording.Recordings;
import io.sidelab.rehearsal.LiveRehearsals;
import io.sidelab.rehearsal.Rehearsals;
import io.sidelab.rehearsal.Stage;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.Store;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminals;
import io.sidelab.vm.ProbedVirtualMachines;
import io.sidelab.vm.VirtualMachines;
import io.sidelab.vm.VmSettings;
import io.sidelab.workshop.Keeping;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.LiveWorkspaces;
import io.sidelab.workspace.WorkspaceEvidence;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspacePorts;
import io.sidelab.workspace.WorkspaceSettings;
import io.sidelab.workspace.WorkspaceThreads;
import io.sidelab.workspace.Workspaces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole program: every part made by hand, in the order in which they need each other. */
final class SidelabServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SidelabServer.class);

  private final Closer closer;
  private final HttpServer http;
  private final Instructors instructors;
  private final String host;
  private final String id;

  private SidelabServer(Settings settings, Clock clock, Closer closer) {
    this.closer = closer;
    this.host = settings.get(KnownSettings.HTTP_HOST);
    SettingsRecords records = new SettingsRecords(settings);
    Path folder = settings.get(KnownSettings.LABS);
    LabCatalog labs = logged(new LabReader().read(folder));
    RecipeCatalog recipes = logged(new RecipeReader().read(folder.resolve("images")));
    DataFolder data = closer.add(DataFolder.hold(settings.get(KnownSettings.DATA)));
    Store store = closer.add(SqliteStore.open(data.resolve("sidelab.db")));
    this.id = store.serverId();
    this.instructors = new Instructors(store, clock);
    Engine engine = closer.add(new DockerEngine(records.docker()));
    ImageLibrary images = closer.add(new QueuedImageLibrary(engine, recipes, records.images()));
    closer.add(images.watch(new ImageLog(LOG::info, clock)));
    ProbedVirtualMachines machines =
        closer.add(new ProbedVirtualMachines(engine, images, store, VmSettings.defaults()));
    Terminals terminals = closer.add(new StreamTerminals(records.terminals(), clock));
    Recordings recordings =
        closer.add(new Recordings(data.resolve("recordings"), records.recordings(), clock));
    LiveWorkspaces workspaces =
        workspaces(
            new WorkspacePorts(engine, images, machines, terminals, store, recordings),
            records.workspaces(engine, labs),
            clock);
    ProxyServer proxy =
        closer.add(new ProxyServer(records.proxy(), target -> connect(workspaces, target), clock));
    Workshops workshops =
        closer.add(workshops(store, workspaces, labs, records.keeping(recordings), clock));
    Stage stage = new Stage(this::address, engine, id, settings.get(KnownSettings.DATA));
    Rehearsals rehearsals = rehearsals(workshops, workspaces, labs, stage, clock);
    WorkspaceEvidence evidence = evidence(engine, machines, store, clock);
    Parts parts =
        new Parts(
            workspaces,
            () -> labs,
            images,
            machines,
            store,
            instructors,
            provider(records, clock),
            workshops,
            rehearsals,
            recordings,
            evidence::measure,
            evidence::layers,
            evidence::layerFolder,
            evidence::stacks,
            workspaces.densityRuns(),
            proxy,
            engine::info,
            clock);
    this.http =
        closer.add(new HttpServer(records.http(), TerminalSocketSettings.defaults(), parts));
    workspaces.adopt(labs);
    workshops.start();
    if (settings.get(KnownSettings.IMAGES_PREPARE)) {
      prepare(() -> prepare(images, imagesOf(labs, records), workspaces), engine);
    }
    listen(proxy);
  }

  private static Workshops workshops(
      Store store, Workspaces workspaces, LabCatalog labs, Keeping keeping, Clock clock) {
    return new Workshops(store.workshops(), workspaces, () -> labs, keeping, clock);
  }

  private LiveWorkspaces workspaces(
      WorkspacePorts ports, WorkspaceSettings workspaceSettings, Clock clock) {
    WorkspaceThreads threads = closer.add(new WorkspaceThreads());
    return closer.add(new LiveWorkspaces(ports, workspaceSettings, clock, threads));
  }

  private Rehearsals rehearsals(
      Workshops workshops, Workspaces workspaces, LabCatalog labs, Stage stage, Clock clock) {
    return closer.add(new LiveRehearsals(workshops, workspaces, () -> labs, stage, clock));
  }

  private void listen(ProxyServer proxy) {
    proxy.start();
    http.start();
  }

  /** Now, and again whenever the engine comes back. */
  private void prepare(Runnable images, Engine engine) {
    images.run();
    closer.add(whenTheEngineReturns(engine, id, images));
  }

  private static void prepare(ImageLibrary images, List<String> wanted, LiveWorkspaces workspaces) {
    images.prepare(wanted);
    workspaces.probeAhead();
  }

  /** Starts it; whatever was made is closed again when that fails. */
  static SidelabServer start(Settings settings, Clock clock) {
    Closer closer = new Closer();
    try {
      return new SidelabServer(settings, clock, closer);
    } catch (RuntimeException failure) {
      closer.close();
      throw failure;
    }
  }

  private Optional<RelyingParty> provider(SettingsRecords records, Clock clock) {
    return records.oidc().map(oidc -> closer.add(new RelyingParty(oidc, clock)));
  }

  private static WorkspaceEvidence evidence(
      Engine engine, VirtualMachines machines, Store store, Clock clock) {
    return new WorkspaceEvidence(
        new Measurements(engine, clock),
        new LayerMeasurements(engine, clock),
        new LayerContents(engine, clock),
        machines,
        store.serverId(),
        clock);
  }

  private static RunningCommand connect(Workspaces workspaces, PortTarget target)
      throws WorkspaceFailure {
    return workspaces.connect(
        target.learnerId(), target.workspaceId(), target.machine(), target.port());
  }

  /** Where a browser on this host finds it. */
  URI address() {
    String name = host.equals("0.0.0.0") || host.equals("127.0.0.1") ? "localhost" : host;
    return URI.create("http://" + name + ":" + http.port());
  }

  /**
   * Where the first instructor makes an account, as long as there is none. Those of earlier calls
   * are void. What follows the # is secret and never sent as part of an address.
   */
  Optional<URI> firstInstructorLink() {
    return instructors.links().first().map(token -> address().resolve("/welcome#" + token));
  }

  /** What it makes on the engine carries this. */
  String id() {
    return id;
  }

  /** An engine that was away may have been down at the start, or may have lost its images. */
  private static Subscription whenTheEngineReturns(
      Engine engine, String serverId, Runnable action) {
    return engine
        .machines()
        .watch(
            Map.of("io.sidelab.server", serverId),
            event -> {
              if (event instanceof MachineEvent.Resumed) {
                action.run();
              }
            });
  }

  /** The images of all labs; what guards the internet's networks where a lab has one; doorways'. */
  private static List<String> imagesOf(LabCatalog labs, SettingsRecords records) {
    List<MachineDefinition> machines =
        labs.labs().stream().flatMap(lab -> lab.machines().stream()).toList();
    Stream<String> own =
        machines.stream().anyMatch(machine -> machine.network() == NetworkAccess.INTERNET)
            ? Stream.of(records.docker().firewallImage(), records.doorwayImage())
            : Stream.of(records.doorwayImage());
    return Stream.of(machines.stream().map(MachineDefinition::image), own, choices(machines))
        .flatMap(images -> images)
        .distinct()
        .toList();
  }

  /** Behind all others: a class without a network has what its labs offer before it goes there. */
  private static Stream<String> choices(List<MachineDefinition> machines) {
    return machines.stream()
        .flatMap(machine -> machine.choices().images().stream())
        .map(ImageChoice::image);
  }

  private static LabCatalog logged(LabCatalog labs) {
    labs.problems().forEach(SidelabServer::log);
    LOG.info("Labs: {}", labs.labs().size());
    return labs;
  }

  private static RecipeCatalog logged(RecipeCatalog recipes) {
    recipes.problems().forEach(SidelabServer::log);
    return recipes;
  }

  private static void log(Problem problem) {
    LOG.warn("Left out for a problem: {}", problem);
  }

  @Override
  public void close() {
    closer.close();
  }
}
