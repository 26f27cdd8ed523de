package io.sidelab.app;

import io.sidelab.backup.BackupFailure;
import io.sidelab.backup.BackupWriter;
import io.sidelab.backup.Manifest;
import io.sidelab.sqlite.DatabaseSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Puts everything that a server keeps into one file, whether it runs or not. */
final class BackupCommand {
  private final Path data;
  private final Path file;
  private final String version;
  private final Clock clock;
  private final PrintWriter out;

  BackupCommand(Path data, Path file, String version, Clock clock, PrintWriter out) {
    this.data = data;
    this.file = file;
    this.version = version;
    this.clock = clock;
    this.out = out;
  }

  int run() throws IOException, BackupFailure {
    BackupWriter writer = new BackupWriter(file);
    Path copy = writer.temporary();
    try {
      DatabaseSnapshot snapshot = DatabaseSnapshot.take(data.resolve(Manifest.DATABASE), copy);
      Manifest about =
          BackupWriter.about(version, snapshot.schema(), clock.instant(), snapshot.serverId());
      Manifest written = writer.write(about, copy, data.resolve(Manifest.RECORDINGS));
      out.printf(
          "Wrote %s: the database (schema %s) and %d files of recordings, %d KiB. Keep it as secret"
              + " as the server: it holds names and what was recorded.%n",
          file, written.schema(), written.members().size() - 1, Files.size(file) >> 10);
      return 0;
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
