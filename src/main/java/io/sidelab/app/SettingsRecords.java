package io.sidelab.app;

import static io.sidelab.app.KnownSettings.DEBIAN_MIRROR;
import static io.sidelab.app.KnownSettings.DENSITY_CONTAINERS;
import static io.sidelab.app.KnownSettings.DENSITY_DISK;
import static io.sidelab.app.KnownSettings.DENSITY_FLOOR;
import static io.sidelab.app.KnownSettings.DENSITY_MEMORY;
import static io.sidelab.app.KnownSettings.DENSITY_RUNS;
import static io.sidelab.app.KnownSettings.ENGINE_HOST;
import static io.sidelab.app.KnownSettings.ENGINE_RUNTIME;
import static io.sidelab.app.KnownSettings.ENGINE_TIMEOUT;
import static io.sidelab.app.KnownSettings.ENGINE_TLS;
import static io.sidelab.app.KnownSettings.HTTP_HOST;
import static io.sidelab.app.KnownSettings.HTTP_NAMES;
import static io.sidelab.app.KnownSettings.HTTP_ORIGINS;
import static io.sidelab.app.KnownSettings.HTTP_PORT;
import static io.sidelab.app.KnownSettings.HTTP_PUBLIC_METRICS;
import static io.sidelab.app.KnownSettings.HTTP_TRUSTED_PROXIES;
import static io.sidelab.app.KnownSettings.IMAGES_BUILD_NETWORK;
import static io.sidelab.app.KnownSettings.OIDC_CLIENT_ID;
import static io.sidelab.app.KnownSettings.OIDC_CLIENT_SECRET;
import static io.sidelab.app.KnownSettings.OIDC_INSTRUCTORS;
import static io.sidelab.app.KnownSettings.OIDC_ISSUER;
import static io.sidelab.app.KnownSettings.OIDC_NAME;
import static io.sidelab.app.KnownSettings.PORTS_ORIGIN;
import static io.sidelab.app.KnownSettings.PORTS_PORT;
import static io.sidelab.app.KnownSettings.RECORDING_ENABLED;
import static io.sidelab.app.KnownSettings.RECORDING_KEPT;
import static io.sidelab.app.KnownSettings.RECORDING_SIZE;
import static io.sidelab.app.KnownSettings.RECORDING_TOTAL;
import static io.sidelab.app.KnownSettings.REGISTRY;
import static io.sidelab.app.KnownSettings.REGISTRY_MIRROR;
import static io.sidelab.app.KnownSettings.SELF_STUDY;
import static io.sidelab.app.KnownSettings.SELF_STUDY_CODE;
import static io.sidelab.app.KnownSettings.TERMINALS_PER_MACHINE;
import static io.sidelab.app.KnownSettings.TERMINALS_SCROLLBACK;
import static io.sidelab.app.KnownSettings.WORKSHOPS_KEPT;
import static io.sidelab.app.KnownSettings.WORKSPACES_EXTENSION;
import static io.sidelab.app.KnownSettings.WORKSPACES_IDLE;
import static io.sidelab.app.KnownSettings.WORKSPACES_KEEP;
import static io.sidelab.app.KnownSettings.WORKSPACES_LIMIT;
import static io.sidelab.app.KnownSettings.WORKSPACES_MAXIMUM;
import static io.sidelab.app.KnownSettings.WORKSPACES_PER_LEARNER;
import static io.sidelab.app.KnownSettings.WORKSPACES_SUBNETS;
import static io.sidelab.app.KnownSettings.WORKSPACES_TIME;

import io.sidelab.content.LabCatalog;
import io.sidelab.docker.DockerSettings;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.http.AccessSettings;
import io.sidelab.http.HttpSettings;
import io.sidelab.http.SelfStudy;
import io.sidelab.image.ImageSettings;
import io.sidelab.oidc.OidcSettings;
import io.sidelab.proxy.ProxySettings;
import io.sidelab.recording.RecordingSettings;
import io.sidelab.recording.Recordings;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.workshop.Keeping;
import io.sidelab.workspace.DensitySettings;
import io.sidelab.workspace.Room;
import io.sidelab.workspace.WorkspaceSettings;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the operator's settings to the records that the packages take. */
final class SettingsRecords {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsRecords.class);

  private final Settings settings;

  SettingsRecords(Settings settings) {
    this.settings = settings;
  }

  DockerSettings docker() {
    DockerSettings defaults = DockerSettings.defaults();
    return new DockerSettings(
        settings.get(ENGINE_HOST).orElse(defaults.host()),
        settings.get(ENGINE_TLS),
        settings.get(ENGINE_TIMEOUT),
        settings.get(ENGINE_RUNTIME),
        defaults.firewallImage());
  }

  ImageSettings images() {
    ImageSettings defaults = ImageSettings.defaults();
    Map<String, String> environment = new HashMap<>();
    settings
        .get(DEBIAN_MIRROR)
        .ifPresent(mirror -> environment.put(DEBIAN_MIRROR.environmentName(), mirror));
    return new ImageSettings(
        settings.get(REGISTRY),
        settings.get(REGISTRY_MIRROR),
        defaults.registryPatience(),
        defaults.buildTimeout(),
        environment,
        settings.get(IMAGES_BUILD_NETWORK));
  }

  TerminalSettings terminals() {
    TerminalSettings defaults = TerminalSettings.defaults();
    return new TerminalSettings(
        Math.toIntExact(settings.get(TERMINALS_SCROLLBACK)),
        defaults.windowBytes(),
        defaults.inputBytes(),
        defaults.closeGrace());
  }

  RecordingSettings recordings() {
    return new RecordingSettings(
        settings.get(RECORDING_ENABLED),
        settings.get(RECORDING_SIZE),
        settings.get(RECORDING_TOTAL),
        settings.get(RECORDING_KEPT));
  }

  Keeping keeping(Recordings recordings) {
    return new Keeping(settings.get(WORKSHOPS_KEPT), recordings::forget);
  }

  WorkspaceSettings workspaces(Engine engine, LabCatalog labs) {
    WorkspaceSettings defaults = WorkspaceSettings.defaults();
    Times times = defaults.times();
    return new WorkspaceSettings(
        settings.get(WORKSPACES_PER_LEARNER),
        running(engine, labs),
        defaults.queueLength(),
        settings.get(TERMINALS_PER_MACHINE),
        defaults.processes(),
        defaults.logBytes(),
        settings.get(WORKSPACES_SUBNETS),
        defaults.endsRemembered(),
        settings.get(WORKSPACES_KEEP),
        defaults.doorwayImage(),
        new Times(
            settings.get(WORKSPACES_TIME),
            settings.get(WORKSPACES_EXTENSION),
            settings.get(WORKSPACES_MAXIMUM),
            settings.get(WORKSPACES_IDLE),
            times.warning(),
            times.queueAbsence(),
            times.boot(),
            times.ends(),
            times.diskCheck(),
            times.sweep(),
            times.shutdown(),
            times.cohortReturn()),
        density());
  }

  private DensitySettings density() {
    return new DensitySettings(
        settings.get(DENSITY_RUNS),
        settings.get(DENSITY_CONTAINERS),
        settings.get(DENSITY_MEMORY),
        settings.get(DENSITY_DISK),
        settings.get(DENSITY_FLOOR));
  }

  private int running(Engine engine, LabCatalog labs) {
    if (settings.get(WORKSPACES_LIMIT) > 0) {
      return settings.get(WORKSPACES_LIMIT);
    }
    try {
      return Room.workspaces(engine.info().memoryBytes(), labs.labs(), density());
    } catch (EngineFailure failure) {
      int fallback = WorkspaceSettings.defaults().running();
      LOG.warn("The engine does not say how much memory it has; {} workspaces may run", fallback);
      return fallback;
    }
  }

  /** What ways to containers' ports are made of. */
  String doorwayImage() {
    return WorkspaceSettings.defaults().doorwayImage();
  }

  /** The port beside the web server's, unless the operator names one. */
  ProxySettings proxy() {
    ProxySettings defaults = ProxySettings.defaults();
    int http = settings.get(HTTP_PORT);
    int beside = http == 0 ? 0 : Math.min(http + 1, 65_535);
    return new ProxySettings(
        settings.get(HTTP_HOST),
        settings.get(PORTS_PORT).orElse(beside),
        settings.get(PORTS_PORT).isEmpty(),
        settings.get(PORTS_ORIGIN),
        defaults.connections(),
        defaults.perWorkspace(),
        defaults.headTimeout(),
        defaults.idleTimeout(),
        defaults.ticketTime());
  }

  /** Where an organisation's people sign in; the settings have been compared already. */
  Optional<OidcSettings> oidc() {
    return settings
        .get(OIDC_ISSUER)
        .map(
            issuer ->
                new OidcSettings(
                    issuer,
                    settings.get(OIDC_CLIENT_ID).orElseThrow(),
                    settings.get(OIDC_CLIENT_SECRET).orElseThrow(),
                    settings.get(OIDC_NAME).orElse(issuer.getHost()),
                    settings.get(OIDC_INSTRUCTORS)));
  }

  HttpSettings http() {
    HttpSettings defaults = HttpSettings.defaults();
    AccessSettings access =
        new AccessSettings(
            Set.copyOf(settings.get(HTTP_ORIGINS)),
            hostNames(),
            Set.copyOf(settings.get(HTTP_TRUSTED_PROXIES)),
            settings.get(HTTP_PUBLIC_METRICS),
            defaults.access().secureCookie());
    return new HttpSettings(
        settings.get(HTTP_HOST),
        settings.get(HTTP_PORT),
        access,
        defaults.rates(),
        defaults.events(),
        new SelfStudy(settings.get(SELF_STUDY), settings.get(SELF_STUDY_CODE)),
        defaults.maxBodyBytes(),
        defaults.idleTimeout(),
        defaults.engineRefresh(),
        defaults.engineTimeout(),
        defaults.threads(),
        defaults.connections());
  }

  /** The listed names, and what this host calls itself: a class room reaches it by that. */
  private Set<String> hostNames() {
    Set<String> names = new HashSet<>(settings.get(HTTP_NAMES));
    try {
      names.add(InetAddress.getLocalHost().getCanonicalHostName());
    } catch (UnknownHostException unnamed) {
      LOG.debug("this host has no name of its own", unnamed);
    }
    return names;
  }
}
