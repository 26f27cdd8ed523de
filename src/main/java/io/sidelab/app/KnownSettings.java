package io.sidelab.app;

import static io.sidelab.app.Parsers.duration;
import static io.sidelab.app.Parsers.durationOrNever;
import static io.sidelab.app.Parsers.engineAddress;
import static io.sidelab.app.Parsers.folder;
import static io.sidelab.app.Parsers.integer;
import static io.sidelab.app.Parsers.issuer;
import static io.sidelab.app.Parsers.list;
import static io.sidelab.app.Parsers.mirror;
import static io.sidelab.app.Parsers.oneOf;
import static io.sidelab.app.Parsers.optional;
import static io.sidelab.app.Parsers.optionalFolder;
import static io.sidelab.app.Parsers.optionalText;
import static io.sidelab.app.Parsers.origin;
import static io.sidelab.app.Parsers.origins;
import static io.sidelab.app.Parsers.secret;
import static io.sidelab.app.Parsers.size;
import static io.sidelab.app.Parsers.subnetRange;
import static io.sidelab.app.Parsers.text;
import static io.sidelab.app.Parsers.yesOrNo;

import io.sidelab.http.SelfStudy;
import io.sidelab.oidc.InstructorRule;
import io.sidelab.workspace.DensitySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting there is. The README's table and the help text are this list. */
final class KnownSettings {
  static final Setting<String> HTTP_HOST =
      new Setting<>(
          "http.host",
          "127.0.0.1",
          "Address to listen on. Only this machine reaches the default; 0.0.0.0 opens it to the"
              + " network.",
          text());
  static final Setting<Integer> HTTP_PORT =
      new Setting<>(
          "http.port", "8080", "Port to listen on; 0 for any free one.", integer(0, 65_535));
  static final Setting<List<String>> HTTP_NAMES =
      new Setting<>(
          "http.names",
          "",
          "Further host names of the server, between commas. Addresses in numbers, localhost and"
              + " names without dots always work.",
          list());
  static final Setting<List<String>> HTTP_ORIGINS =
      new Setting<>(
          "http.origins",
          "",
          "What browsers see when a proxy stands in front, such as https://labs.example.org.",
          origins());
  static final Setting<List<String>> HTTP_TRUSTED_PROXIES =
      new Setting<>(
          "http.trusted-proxies",
          "",
          "Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.",
          list());
  static final Setting<Boolean> HTTP_PUBLIC_METRICS =
      new Setting<>(
          "http.public-metrics",
          "no",
          "Whether /metrics answers everybody instead of this machine only.",
          yesOrNo());
  static final Setting<Optional<Integer>> PORTS_PORT =
      new Setting<>(
          "ports.port",
          "",
          "Port where web servers in machines are shown, on the same address; 0 for any free one."
              + " The one after http.port where unset.",
          optional(integer(0, 65_535)));
  static final Setting<Optional<URI>> PORTS_ORIGIN =
      new Setting<>(
          "ports.origin",
          "",
          "What browsers see of that port when a proxy stands in front, such as"
              + " https://ports.example.org: best a host name of its own.",
          optional(origin()));
  static final Setting<Path> DATA =
      new Setting<>("data", "data", "Folder for everything the server keeps.", folder());
  static final Setting<Path> LABS =
      new Setting<>("labs", "labs", "Folder with the labs and, in images/, the recipes.", folder());
  static final Setting<Optional<URI>> ENGINE_HOST =
      new Setting<>(
          "engine.host",
          "",
          "Address of the Docker Engine; DOCKER_HOST where unset, else the local socket.",
          engineAddress());
  static final Setting<Optional<Path>> ENGINE_TLS =
      new Setting<>(
          "engine.tls",
          "",
          "Folder with ca.pem, cert.pem and key.pem for an engine over TCP; DOCKER_CERT_PATH where"
              + " unset.",
          optionalFolder());
  static final Setting<Duration> ENGINE_TIMEOUT =
      new Setting<>(
          "engine.timeout", "30 s", "How long one call to the engine may take.", duration());
  static final Setting<Optional<String>> ENGINE_RUNTIME =
      new Setting<>(
          "engine.runtime",
          "",
          "Runtime for learners' containers, such as runsc; the engine's default where unset.",
          optionalText());
  static final Setting<Boolean> REGISTRY =
      new Setting<>("registry", "yes", "Whether images may be pulled at all.", yesOrNo());
  static final Setting<Optional<String>> REGISTRY_MIRROR =
      new Setting<>(
          "registry.mirror",
          "",
          "Registry to pull public images from, such as localhost:5000.",
          mirror());
  static final Setting<Optional<String>> DEBIAN_MIRROR =
      new Setting<>("debian.mirror", "", "Debian mirror for the recipes.", optionalText());
  static final Setting<Boolean> IMAGES_PREPARE =
      new Setting<>(
          "images.prepare",
          "yes",
          "Whether to prepare the images of all labs at start rather than at first use.",
          yesOrNo());
  static final Setting<Optional<String>> IMAGES_BUILD_NETWORK =
      new Setting<>(
          "images.build-network",
          "",
          "Network of the engine that recipes are built in, such as host; the engine's default"
              + " where unset.",
          optionalText());
  static final Setting<Integer> WORKSPACES_LIMIT =
      new Setting<>(
          "workspaces.limit",
          "0",
          "Workspaces that may run at once; 0 works it out from the host's memory.",
          integer(0, 10_000));
  static final Setting<Integer> WORKSPACES_PER_LEARNER =
      new Setting<>(
          "workspaces.per-learner", "2", "Workspaces one learner may have.", integer(1, 100));
  static final Setting<Duration> WORKSPACES_IDLE =
      new Setting<>(
          "workspaces.idle",
          "90 min",
          "Unused for this long, a workspace ends; a laptop may be shut for an hour.",
          duration());
  static final Setting<Duration> WORKSPACES_TIME =
      new Setting<>("workspaces.time", "2 h", "Time of a workspace at first.", duration());
  static final Setting<Duration> WORKSPACES_EXTENSION =
      new Setting<>("workspaces.extension", "30 min", "Time that one extension adds.", duration());
  static final Setting<Duration> WORKSPACES_MAXIMUM =
      new Setting<>(
          "workspaces.maximum", "4 h", "Time of a workspace with all extensions.", duration());
  static final Setting<Boolean> WORKSPACES_KEEP =
      new Setting<>(
          "workspaces.keep",
          "no",
          "Whether machines go on while the server is stopped, for the next start to take over.",
          yesOrNo());
  static final Setting<String> WORKSPACES_SUBNETS =
      new Setting<>(
          "workspaces.subnets",
          "10.213.0.0/16",
          "Range that the networks of workspaces are cut from.",
          subnetRange());
  static final Setting<Integer> DENSITY_RUNS =
      new Setting<>(
          "density.runs",
          "2",
          "Races and growing numbers of containers that may go on at once, each in another"
              + " workspace; 0 switches them off.",
          integer(0, DensitySettings.MOST_RUNS));
  static final Setting<Integer> DENSITY_CONTAINERS =
      new Setting<>(
          "density.containers",
          "500",
          "Containers of one such run, whatever a lab allows.",
          integer(1, 1000));
  static final Setting<Long> DENSITY_MEMORY =
      new Setting<>(
          "density.memory", "4 GiB", "Memory of one such run, whatever a lab allows.", size());
  static final Setting<Long> DENSITY_DISK =
      new Setting<>(
          "density.disk", "4 GiB", "Disk of one such run, whatever a lab allows.", size());
  static final Setting<Long> DENSITY_FLOOR =
      new Setting<>(
          "density.floor", "1 GiB", "Free memory of the host that no such run touches.", size());
  static final Setting<Long> TERMINALS_SCROLLBACK =
      new Setting<>(
          "terminals.scrollback", "512 KiB", "Output kept per terminal for replay.", size());
  static final Setting<Integer> TERMINALS_PER_MACHINE =
      new Setting<>(
          "terminals.per-machine",
          "8",
          "Terminals of one machine, its first one included.",
          integer(1, 200));
  static final Setting<Boolean> RECORDING_ENABLED =
      new Setting<>(
          "recording.enabled",
          "yes",
          "Whether labs that ask for it may record their terminals.",
          yesOrNo());
  static final Setting<Long> RECORDING_SIZE =
      new Setting<>(
          "recording.size",
          "8 MiB",
          "The largest recording of one terminal; those of one workspace together have eight times"
              + " that.",
          size());
  static final Setting<Long> RECORDING_TOTAL =
      new Setting<>(
          "recording.total",
          "2 GiB",
          "All recordings together; the oldest of ended workspaces make room for new ones.",
          size());
  static final Setting<Duration> RECORDING_KEPT =
      new Setting<>(
          "recording.kept",
          "7 d",
          "How long recordings are kept after their workspace ended.",
          duration());

  static final Setting<Optional<Duration>> WORKSHOPS_KEPT =
      new Setting<>(
          "workshops.kept",
          "90 d",
          "How long an ended workshop is kept; it is deleted then with everything of its learners,"
              + " recordings too. 0 keeps workshops for ever.",
          durationOrNever());
  static final Setting<SelfStudy.Rule> SELF_STUDY =
      new Setting<>(
          "self-study",
          "open",
          "Who may start a lab without a workshop: open for everybody, code for who knows"
              + " self-study.code, signed-in for instructors and who"
              + " signed in at oidc.issuer.",
          oneOf(SelfStudy.Rule.class));
  static final Setting<Optional<String>> SELF_STUDY_CODE =
      new Setting<>(
          "self-study.code",
          "",
          "That code, 6 characters or more. Other users of this machine can read options of a"
              + " command, so write it into the file or the environment.",
          secret(6));

  static final Setting<Optional<URI>> OIDC_ISSUER =
      new Setting<>(
          "oidc.issuer",
          "",
          "Address of your organisation's OpenID Connect provider, exactly as it calls itself; off"
              + " where unset.",
          optional(issuer()));
  static final Setting<Optional<String>> OIDC_CLIENT_ID =
      new Setting<>(
          "oidc.client-id", "", "What this server is called at the provider.", optionalText());
  static final Setting<Optional<String>> OIDC_CLIENT_SECRET =
      new Setting<>(
          "oidc.client-secret",
          "",
          "The secret that the provider made for this server. Write it into the file or the"
              + " environment.",
          optionalText());
  static final Setting<Optional<InstructorRule>> OIDC_INSTRUCTORS =
      new Setting<>(
          "oidc.instructors",
          "",
          "Claim and values that make somebody an instructor, such as groups=teachers or"
              + " email=ada@example.org,bob@example.org; nobody where unset.",
          optional(InstructorRule::parse));
  static final Setting<Optional<String>> OIDC_NAME =
      new Setting<>(
          "oidc.name",
          "",
          "What people call the provider, such as Example University; its host where unset.",
          optionalText());

  static final List<Setting<?>> ALL =
      List.of(
          HTTP_HOST,
          HTTP_PORT,
          HTTP_NAMES,
          HTTP_ORIGINS,
          HTTP_TRUSTED_PROXIES,
          HTTP_PUBLIC_METRICS,
          PORTS_PORT,
          PORTS_ORIGIN,
          DATA,
          LABS,
          ENGINE_HOST,
          ENGINE_TLS,
          ENGINE_TIMEOUT,
          ENGINE_RUNTIME,
          REGISTRY,
          REGISTRY_MIRROR,
          DEBIAN_MIRROR,
          IMAGES_PREPARE,
          IMAGES_BUILD_NETWORK,
          WORKSPACES_LIMIT,
          WORKSPACES_PER_LEARNER,
          WORKSPACES_IDLE,
          WORKSPACES_TIME,
          WORKSPACES_EXTENSION,
          WORKSPACES_MAXIMUM,
          WORKSPACES_KEEP,
          WORKSPACES_SUBNETS,
          DENSITY_RUNS,
          DENSITY_CONTAINERS,
          DENSITY_MEMORY,
          DENSITY_DISK,
          DENSITY_FLOOR,
          TERMINALS_SCROLLBACK,
          TERMINALS_PER_MACHINE,
          RECORDING_ENABLED,
          RECORDING_SIZE,
          RECORDING_TOTAL,
          RECORDING_KEPT,
          WORKSHOPS_KEPT,
          SELF_STUDY,
          SELF_STUDY_CODE,
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_INSTRUCTORS,
          OIDC_NAME);

  private KnownSettings() {}
}
