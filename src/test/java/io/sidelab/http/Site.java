package io.sidelab.http;

import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.content.FileLine;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.Prediction;
import io.sidelab.content.Problem;
import io.sidelab.content.Question;
import io.sidelab.content.RunnableBlock;
import io.sidelab.content.Step;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.Limits;
import io.sidelab.image.ImageStatus;
import io.sidelab.instructor.Instructors;
import io.sidelab.oidc.RelyingParty;
import io.sidelab.proxy.ProxyServer;
import io.sidelab.proxy.ProxySettings;
import io.sidelab.recording.RecordingSettings;
import io.sidelab.recording.Recordings;
import io.sidelab.store.Store;
import io.sidelab.vm.Accelerator;
import io.sidelab.vm.VirtualMachines;
import io.sidelab.workshop.Keeping;
import io.sidelab.workshop.Workshops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** A whole server on a free port, before a world on paper. */
final class Site implements AutoCloseable {
  static final EngineInfo ENGINE =
      new EngineInfo(
          "id",
          "20.10.24",
          "1.41",
          "6.1.0-test",
          "Debian",
          "x86_64",
          "overlay2",
          2,
          2,
          1L << 32,
          false,
          List.of());

  final PaperWorkspaces workspaces = new PaperWorkspaces();
  final PaperImages images = new PaperImages();
  final ForgetfulStore store;
  final Path recordingsFolder = temporaryFolder();
  final Recordings recordings =
      new Recordings(recordingsFolder, RecordingSettings.defaults(), Clock.systemUTC());
  final ProxyServer proxy =
      new ProxyServer(
          anyPort(ProxySettings.defaults()),
          target -> workspaces.connect("", "", "", target.port()),
          Clock.systemUTC());
  final HttpServer server;
  final Workshops workshops;
  final Instructors instructors;
  volatile EvidenceSource evidence = view -> Map.of("measuredAt", PaperWorkspaces.CREATED);
  volatile LayerSource layerFolders = (view, layer, folder) -> Map.of("path", folder);
  volatile EvidenceSource layers = view -> Map.of("measuredAt", PaperWorkspaces.CREATED);
  volatile EvidenceSource stacks = view -> Map.of("measuredAt", PaperWorkspaces.CREATED);
  final PaperDensity density = new PaperDensity(workspaces);
  volatile EngineProbe engine = () -> ENGINE;
  volatile GuestPasses passes = GuestPasses.none();

  Site() {
    this(settings());
  }

  Site(HttpSettings settings) {
    this(settings, Path.of("nowhere"));
  }

  Site(HttpSettings settings, Path labFolder) {
    this(settings, labFolder, new ForgetfulStore(), Clock.systemUTC());
  }

  /** With workshops and their learners kept in this store. */
  Site(Store real) {
    this(
        settings(),
        Path.of("nowhere"),
        new ForgetfulStore(),
        real,
        Clock.systemUTC(),
        Optional.empty());
  }

  /** With instructors and learners kept in this store, who sign in at a provider. */
  Site(HttpSettings settings, Store real, RelyingParty provider, Clock instructors) {
    this(
        settings,
        Path.of("nowhere"),
        new ForgetfulStore(),
        real,
        instructors,
        Optional.of(provider));
  }

  /**
   * @param instructors says what time it is for their sessions and links
   */
  Site(HttpSettings settings, Path labFolder, ForgetfulStore store, Clock instructors) {
    this(settings, labFolder, store, store, instructors, Optional.empty());
  }

  private Site(
      HttpSettings settings,
      Path labFolder,
      ForgetfulStore forgetful,
      Store store,
      Clock instructors,
      Optional<RelyingParty> provider) {
    this.store = forgetful;
    images.set(new ImageStatus("debian:12", ImageStatus.State.READY, "", "", OptionalInt.empty()));
    LabCatalog catalog =
        new LabCatalog(List.of(lab(labFolder)), List.of(new Problem("bad/lab.yaml", 3, "wrong")));
    server =
        new HttpServer(
            settings,
            TerminalSocketSettings.defaults(),
            new Parts(
                workspaces,
                () -> catalog,
                images,
                new NoVirtualMachines(),
                store,
                this.instructors = new Instructors(store, instructors),
                provider,
                workshops =
                    new Workshops(
                        store.workshops(),
                        workspaces,
                        () -> catalog,
                        new Keeping(Optional.of(Duration.ofDays(90)), recordings::forget),
                        instructors),
                new PaperRehearsals(workshops),
                recordings,
                view -> evidence.measure(view),
                view -> layers.measure(view),
                (view, layer, folder) -> layerFolders.look(view, layer, folder),
                view -> stacks.measure(view),
                density,
                proxy,
                () -> engine.ask(),
                Clock.systemUTC()),
            (request, terminal) -> passes.find(request, terminal));
    proxy.start();
    server.start();
  }

  private static ProxySettings anyPort(ProxySettings usual) {
    return new ProxySettings(
        usual.host(),
        0,
        false,
        usual.origin(),
        usual.connections(),
        usual.perWorkspace(),
        usual.headTimeout(),
        usual.idleTimeout(),
        usual.ticketTime());
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("sidelab-site-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The product's own settings on any free port. */
  static HttpSettings settings() {
    HttpSettings usual = HttpSettings.defaults();
    return with(usual, usual.access(), usual.rates(), usual.events());
  }

  static HttpSettings with(AccessSettings access) {
    HttpSettings usual = HttpSettings.defaults();
    return with(usual, access, usual.rates(), usual.events());
  }

  static HttpSettings with(RateSettings rates) {
    HttpSettings usual = HttpSettings.defaults();
    return with(usual, usual.access(), rates, usual.events());
  }

  static HttpSettings with(EventSettings events) {
    HttpSettings usual = HttpSettings.defaults();
    return with(usual, usual.access(), usual.rates(), events);
  }

  static HttpSettings with(SelfStudy selfStudy) {
    HttpSettings usual = settings();
    return new HttpSettings(
        usual.host(),
        usual.port(),
        usual.access(),
        usual.rates(),
        usual.events(),
        selfStudy,
        usual.maxBodyBytes(),
        usual.idleTimeout(),
        usual.engineRefresh(),
        usual.engineTimeout(),
        usual.threads(),
        usual.connections());
  }

  private static HttpSettings with(
      HttpSettings usual, AccessSettings access, RateSettings rates, EventSettings events) {
    return new HttpSettings(
        usual.host(),
        0,
        access,
        rates,
        events,
        usual.selfStudy(),
        usual.maxBodyBytes(),
        Duration.ofSeconds(2),
        Duration.ofMillis(50),
        Duration.ofMillis(300),
        32,
        500);
  }

  Visitor visitor() {
    return new Visitor(server.port());
  }

  @Override
  public void close() {
    server.close();
    workshops.close();
    proxy.close();
    recordings.close();
    try (Stream<Path> all = Files.walk(recordingsFolder)) {
      all.sorted(Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Lab lab(Path folder) {
    FileLine at = new FileLine("one-kernel/steps/01-look.md", 3);
    Check check =
        new Check(
            "box",
            "true",
            "Type uname -r.",
            Duration.ofSeconds(10),
            List.of(),
            "uname -r",
            "box",
            at,
            at);
    Question question =
        new Question(
            "q1", "<p>Which?</p>", List.of("One", "Two"), Set.of(0), "<p>Because.</p>", at);
    Fact figure = new Fact("kernels", Fact.Source.SCRIPT, "box", "echo 42", Duration.ofSeconds(5));
    Prediction prediction =
        new Prediction("kernels", "<p>How many?</p>", "kernels", figure, "<p>Because.</p>", at);
    Step step =
        new Step(
            1,
            "Look <around>",
            "<p>Hello <em>you</em>.</p>",
            Optional.of(check),
            List.of(question),
            List.of(prediction),
            List.of(new RunnableBlock("box", "uname -r")));
    return new Lab(
        "one-kernel",
        "One kernel & more",
        "A summary.",
        40,
        1,
        List.of("Tell kernels apart"),
        List.of(
            machine("box", MachineDefinition.Kind.CONTAINER, "debian:12", false),
            machine("vm", MachineDefinition.Kind.VM, "sidelab/vm-debian", true)),
        List.of(step),
        true,
        folder);
  }

  private static MachineDefinition machine(
      String name, MachineDefinition.Kind kind, String image, boolean optional) {
    return new MachineDefinition(
        name,
        "The " + name,
        kind,
        image,
        List.of(),
        256L << 20,
        1.0,
        1L << 30,
        MachineDefinition.NetworkAccess.ISOLATED,
        MachineDefinition.Start.BOOT,
        List.of(),
        optional);
  }

  private static final class NoVirtualMachines implements VirtualMachines {
    @Override
    public Accelerator accelerator() {
      return new Accelerator(Accelerator.Kind.TCG, "no /dev/kvm", Optional.empty());
    }

    @Override
    public Accelerator probe() {
      return accelerator();
    }

    @Override
    public String template(String image, Limits limits) {
      return "none";
    }
  }
}
