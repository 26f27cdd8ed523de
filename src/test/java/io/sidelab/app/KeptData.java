package io.sidelab.app;

import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.Store;
import io.sidelab.store.WorkspaceRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data folder with a learner, a workspace and a recording in it, and commands that use it. */
final class KeptData {
  static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
  static final String RECORDING = "recordings/w1/box-1.cast";

  final Path folder;

  record Outcome(int code, String out, String err) {}

  KeptData(Path folder) throws Exception {
    this.folder = folder;
    try (Store store = open()) {
      store.serverId();
      store.addLearner(new LearnerRecord("ada", "hash-of-ada", THEN, THEN));
      store.saveWorkspace(
          new WorkspaceRecord(
              "w1",
              "ada",
              "small",
              "READY",
              Optional.empty(),
              List.of(),
              THEN,
              THEN,
              THEN,
              Optional.empty()));
      store.recordPassed("w1", 1, THEN);
    }
    Files.createDirectories(folder.resolve("recordings/w1"));
    Files.writeString(folder.resolve("recordings/w1/about.json"), "{\"learner\":\"ada\"}");
    Files.writeString(folder.resolve(RECORDING), "{\"version\":2}\n");
  }

  Store open() {
    return SqliteStore.open(folder.resolve("sidelab.db"));
  }

  Outcome backup(Path file) {
    return run("backup", file.toString(), "--data", folder.toString());
  }

  /** Sparse, so that it takes time to read and no room on the disk. */
  void growTheRecording(long bytes) throws IOException {
    try (RandomAccessFile recording =
        new RandomAccessFile(folder.resolve(RECORDING).toFile(), "rw")) {
      recording.setLength(bytes);
    }
  }

  /** A command in a process of its own, which can be killed. */
  static Process start(String... line) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.sidelab.app.Main"));
    command.addAll(List.of(line));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static Outcome restore(Path file, Path into, String... more) {
    List<String> line = new ArrayList<>(List.of("restore", file.toString()));
    line.addAll(List.of("--data", into.toString()));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  private static Outcome run(String... line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), line);
    return new Outcome(code, out.toString(), err.toString());
  }
}
