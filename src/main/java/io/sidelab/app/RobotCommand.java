package io.sidelab.app;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.LabReader;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Volumes;
import io.sidelab.robot.Patience;
import io.sidelab.robot.Robot;
import io.sidelab.workspace.Solutions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks a folder of labs, then plays them on a server of its own that leaves nothing behind. */
final class RobotCommand {
  private final Path folder;
  private final List<String> wanted;
  private final Map<String, String> environment;
  private final PrintWriter out;

  /**
   * @param wanted identifiers of the labs to play; empty for all
   */
  RobotCommand(Path folder, List<String> wanted, Map<String, String> environment, PrintWriter out) {
    this.folder = folder;
    this.wanted = wanted;
    this.environment = environment;
    this.out = out;
  }

  /** Returns 1 when there is anything to mend. */
  int run() throws Exception {
    keepTheLogBrief();
    int faults = new CheckCommand(folder, out).run();
    LabCatalog catalog = new LabReader().read(folder);
    List<Lab> labs =
        catalog.labs().stream()
            .filter(lab -> wanted.isEmpty() || wanted.contains(lab.id()))
            .toList();
    List<String> unknown = wanted.stream().filter(id -> catalog.find(id).isEmpty()).toList();
    for (String id : unknown) {
      out.println(
          "Not played: " + id + ". " + folder + " has no such lab, or it has the problems above.");
    }
    boolean well = labs.isEmpty() || play(labs);
    return faults == 0 && unknown.isEmpty() && well ? 0 : 1;
  }

  /** What a server does all day stays out of the robot's story, unless it is asked for. */
  private static void keepTheLogBrief() {
    System.getProperties().putIfAbsent("sidelab.log.level", "WARN");
  }

  private boolean play(List<Lab> labs) throws Exception {
    try (StopSignal signal = new StopSignal()) {
      signal.interruptsMe();
      Path data = Files.createTempDirectory("sidelab-check-");
      try {
        return play(labs, data);
      } catch (InterruptedException stopped) {
        out.println("Stopped.");
        return false;
      } finally {
        remove(data);
      }
    }
  }

  private boolean play(List<Lab> labs, Path data)
      throws InvalidSettings, EngineFailure, InterruptedException {
    Settings settings = settings(data);
    try (Engine engine = new DockerEngine(new SettingsRecords(settings).docker())) {
      out.println("Plays on Docker Engine " + engine.info().version() + ".");
      SidelabServer server = SidelabServer.start(settings, Clock.systemUTC());
      try (server) {
        Robot robot =
            new Robot(server.address(), new Solutions(engine.machines()), Patience.defaults());
        return robot.play(labs, folder.toString(), out);
      } finally {
        removeTemplates(engine.volumes(), server.id());
      }
    }
  }

  /** A server keeps its VM templates for its next start; this one has none. */
  private static void removeTemplates(Volumes volumes, String serverId) throws EngineFailure {
    for (Labelled template : volumes.list(Map.of("io.sidelab.server", serverId))) {
      volumes.remove(template.id());
    }
  }

  /** As for serve, but for what this run must have for itself. */
  private Settings settings(Path data) throws InvalidSettings {
    Map<Setting<?>, String> own =
        Map.of(
            KnownSettings.DATA, data.toString(),
            KnownSettings.LABS, folder.toString(),
            KnownSettings.HTTP_HOST, "127.0.0.1",
            KnownSettings.HTTP_PORT, "0",
            KnownSettings.IMAGES_PREPARE, "no",
            KnownSettings.SELF_STUDY, "open",
            KnownSettings.WORKSPACES_KEEP, "no");
    Map<String, String> options = new HashMap<>();
    own.forEach((setting, value) -> options.put(setting.key(), value));
    return SettingsReader.read(SettingsReader.DEFAULT_FILE, environment, options);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
