package io.sidelab.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders and files on the disk. Only the user whom the server runs as may look into them. */
final class WorkspaceFolders {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceFolders.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ABOUT = "about.json";
  private static final String END = ".cast";
  private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}-\\d{1,4}");

  private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

  private final Path root;

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  WorkspaceFolders(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root, FOLDER);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The folder " + root.toAbsolutePath() + " cannot be used: " + failure.getMessage(),
          failure);
    }
  }

  /**
   * @param used when something was written last
   * @param sizes name of recording → bytes
   */
  record Found(RecordedWorkspace about, Instant used, Map<String, Long> sizes) {}

  /** What earlier servers left. */
  List<Found> read() {
    List<Found> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.toList()) {
        found(folder).ifPresent(all::add);
      }
    } catch (IOException failure) {
      LOG.warn("recordings in {} cannot be listed: {}", root, failure.toString());
    }
    return all;
  }

  private static Optional<Found> found(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      JsonNode about = JSON.readTree(folder.resolve(ABOUT).toFile());
      Instant used = Files.getLastModifiedTime(folder.resolve(ABOUT)).toInstant();
      Map<String, Long> sizes = new HashMap<>();
      for (Path file : entries.filter(WorkspaceFolders::isRecording).toList()) {
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        used = changed.isAfter(used) ? changed : used;
        sizes.put(recordingName(file), Files.size(file));
      }
      RecordedWorkspace workspace =
          new RecordedWorkspace(
              folder.getFileName().toString(),
              about.required("learner").asText(),
              about.required("lab").asText(),
              about.required("title").asText(),
              Instant.parse(about.required("started").asText()));
      return Optional.of(new Found(workspace, used, sizes));
    } catch (IOException | RuntimeException strange) {
      LOG.warn("{} holds no recordings that can be read: {}", folder, strange.toString());
      return Optional.empty();
    }
  }

  private static boolean isRecording(Path file) {
    return file.getFileName().toString().endsWith(END)
        && NAME.matcher(recordingName(file)).matches();
  }

  private static String recordingName(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - END.length());
  }

  void create(RecordedWorkspace about) throws IOException {
    Path folder = folder(about.id());
    Files.createDirectory(folder, FOLDER);
    byte[] text =
        JSON.writeValueAsBytes(
            Map.of(
                "learner", about.learnerId(),
                "lab", about.labId(),
                "title", about.labTitle(),
                "started", about.started().toString()));
    append(folder.resolve(ABOUT), text);
  }

  private Path folder(String workspace) {
    if (!WORKSPACE.matcher(workspace).matches()) {
      throw new IllegalArgumentException("not a workspace's name: " + workspace);
    }
    return root.resolve(workspace);
  }

  Path file(String workspace, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a recording's name: " + name);
    }
    return folder(workspace).resolve(name + END);
  }

  String name(Path file) {
    return recordingName(file);
  }

  /** Makes the file where there is none. */
  static void append(Path file, byte[] bytes) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    try (FileChannel channel = FileChannel.open(file, options, FILE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }

  /** Takes off what lies behind this length. */
  static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  void remove(String workspace) throws IOException {
    try (Stream<Path> all = Files.walk(folder(workspace))) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
