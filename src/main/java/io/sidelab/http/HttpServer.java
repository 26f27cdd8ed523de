package io.sidelab.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JsonMapper;
import io.javalin.util.JavalinBindException;
import java.lang.reflect.Type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server: pages, API, event streams and terminal sockets. Everything runs on its own pool
 * of request threads; nothing here makes further threads.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final HttpSettings settings;
  private final Metrics metrics;
  private final EventStreams streams;
  private final EngineWatch engine;
  private final Javalin javalin;

  /** A server whose terminals are open to their own learners only. */
  public HttpServer(HttpSettings settings, TerminalSocketSettings sockets, Parts parts) {
    this(settings, sockets, parts, GuestPasses.none());
  }

  /**
   * @param passes lets further people in at terminals
   */
  public HttpServer(
      HttpSettings settings, TerminalSocketSettings sockets, Parts parts, GuestPasses passes) {
    this.settings = settings;
    JettySetup jetty = new JettySetup(settings);
    Json json = new Json();
    Templates templates = new Templates();
    ErrorAnswers errors = new ErrorAnswers(json, templates);
    Gate gate = new Gate(settings, parts.store(), parts.clock());
    SignIns signIns = new SignIns(gate, settings.access(), parts.instructors());
    SignInLimits limits = new SignInLimits(gate, settings.rates().tracked());
    SignInLimits codes = new SignInLimits(gate, settings.rates().tracked());
    StartRules rules = new StartRules(settings.selfStudy(), signIns, parts);
    this.metrics = new Metrics();
    this.engine = new EngineWatch(parts.engine(), jetty.threads(), settings, parts.clock());
    this.streams = new EventStreams(settings.events(), json, jetty.threads());
    Cards cards = new Cards(parts, engine);
    GuestPasses own = new WorkshopPasses(gate, signIns, parts.workshops());
    TerminalEntry entry = new TerminalEntry(parts.workspaces(), own.or(passes));
    TerminalSockets terminals = new TerminalSockets(new SocketAccess(gate, entry, errors), sockets);
    NetworkCheckRoutes checks =
        new NetworkCheckRoutes(
            gate,
            streams,
            templates,
            errors,
            parts,
            NetworkCheckSettings.defaults(),
            settings.rates().tracked());
    metrics.watch(parts.workspaces(), engine);
    metrics.gauge("sidelab.terminals.open", "sockets of terminals", terminals::open);
    metrics.gauge("sidelab.ports.open", "connections to ports of machines", parts.proxy()::open);
    metrics.gauge("sidelab.checks.open", "sockets of network checks", checks::open);
    metrics.gauge("sidelab.events.open", "event streams", streams::count);
    this.javalin =
        Javalin.create(
            config -> {
              jetty.configure(config);
              configure(config, json, errors);
              config.routes.before(ctx -> gate.admit(ctx.req()));
              new PageRoutes(gate, signIns, cards, templates, json, parts).add(config.routes);
              new SignInRoutes(signIns, limits, json, templates, parts).add(config.routes);
              new ProviderSignIn(gate, signIns, settings, templates, parts).add(config.routes);
              new InstructorRoutes(signIns, limits, json, templates, parts).add(config.routes);
              new SelfStudyRoutes(gate, rules, codes, json).add(config.routes);
              new Assets().add(config.routes);
              new HostRoutes(gate, cards, engine, parts, metrics).add(config.routes);
              new WorkspaceRoutes(gate, rules, json, parts).add(config.routes);
              machines(gate, json, parts, config.routes);
              new WatchRoutes(gate, entry, templates).add(config.routes);
              new RecordingRoutes(gate, cards, templates, parts).add(config.routes);
              new EventRoutes(gate, streams, parts).add(config.routes);
              workshops(gate, signIns, templates, json, parts, config.routes);
              new ResultsPage(signIns, cards, templates, json, parts).add(config.routes);
              terminals.mount(config);
              checks.add(config);
            });
  }

  private static void machines(Gate gate, Json json, Parts parts, RoutesConfig routes) {
    new DensityRoutes(gate, json, parts).add(routes);
    new StepRoutes(gate, json, parts).add(routes);
    new MachineRoutes(gate, parts).add(routes);
    new ChoiceRoutes(gate, json, parts).add(routes);
    new FileRoutes(gate, json, parts).add(routes);
    new PortRoutes(gate, parts).add(routes);
  }

  private void workshops(
      Gate gate,
      SignIns signIns,
      Templates templates,
      Json json,
      Parts parts,
      RoutesConfig routes) {
    new ClassPages(gate, templates, json, parts).add(routes);
    new ClassRoutes(gate, streams, json, parts).add(routes);
    new WorkshopPages(gate, settings.access(), signIns, templates, json, parts).add(routes);
    new WorkshopRoutes(signIns, json, parts).add(routes);
    new LessonRoutes(gate, signIns, json, parts).add(routes);
    new SpreadRoutes(gate, signIns, parts).add(routes);
    new ScreenRoutes(signIns, json, parts).add(routes);
    new TowerPage(signIns, templates, json, parts).add(routes);
    new RehearsalRoutes(signIns, templates, json, parts).add(routes);
  }

  private void configure(JavalinConfig config, Json json, ErrorAnswers errors) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = settings.maxBodyBytes();
    config.http.prefer405over404 = true;
    config.jsonMapper(
        new JsonMapper() {
          @Override
          public String toJsonString(Object value, Type type) {
            return json.write(value);
          }
        });
    config.requestLogger.http(metrics::answered);
    config.routes.exception(Exception.class, errors::handle);
    config.routes.exception(HttpResponseException.class, errors::handle);
  }

  /**
   * Begins to answer.
   *
   * @throws IllegalStateException when the port cannot be had
   */
  public void start() {
    try {
      javalin.start();
    } catch (JavalinBindException taken) {
      throw new IllegalStateException(
          "Port "
              + settings.port()
              + " cannot be had: another program has it, or only root may. Name another one"
              + " with --http-port.",
          taken);
    }
    streams.start(javalin.jettyServer().server().getScheduler());
    engine.refresh();
    LOG.info("listening on {} port {}", settings.host(), port());
  }

  /** The port it really listens on. */
  public int port() {
    return javalin.port();
  }

  /** Ends event streams and sockets, lets requests under way finish for short, and stops. */
  @Override
  public void close() {
    streams.stop();
    javalin.stop();
    metrics.close();
  }
}
