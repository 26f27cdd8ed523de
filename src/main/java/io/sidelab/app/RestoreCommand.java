package io.sidelab.app;

import io.sidelab.backup.BackupFailure;
import io.sidelab.backup.BackupReader;
import io.sidelab.backup.Manifest;
import io.sidelab.sqlite.DatabaseSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a data folder of a backup. Everything is unpacked and checked in a folder of its own first;
 * then it takes its place by renaming, with the database last: a folder that has one is whole.
 */
final class RestoreCommand {
  private static final String STAGED = ".restoring-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path data;
  private final Path file;
  private final boolean replace;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param replace whether what the folder holds is moved aside; it is never removed
   */
  RestoreCommand(Path data, Path file, boolean replace, Clock clock, PrintWriter out) {
    this.data = data.toAbsolutePath().normalize();
    this.file = file;
    this.replace = replace;
    this.clock = clock;
    this.out = out;
  }

  int run() throws IOException, BackupFailure {
    try (BackupReader backup = BackupReader.open(file);
        DataFolder held = DataFolder.hold(data)) {
      boolean occupied = occupied();
      if (occupied && !replace) {
        throw new BackupFailure(
            "The folder "
                + data
                + " is not empty. Name another one with --data, or move this one aside with"
                + " --replace.");
      }
      // Where it can take its place by a rename: beside the folder, or in one that is there to
      // stay.
      Path parent = occupied ? data.getParent() : data;
      Path staged =
          Files.createTempDirectory(parent, occupied ? data.getFileName() + STAGED : STAGED);
      try {
        backup.unpack(staged);
        DatabaseSnapshot.inspect(staged.resolve(Manifest.DATABASE));
        if (occupied) {
          exchange(staged);
        } else {
          moveIn(staged);
        }
      } finally {
        remove(staged);
      }
      tell(backup.manifest(), held);
    }
    return 0;
  }

  private boolean occupied() throws IOException {
    try (Stream<Path> entries = Files.list(data)) {
      return entries.map(entry -> entry.getFileName().toString()).anyMatch(RestoreCommand::counts);
    }
  }

  /** The lock is our own, and what an interrupted restore left was never in force. */
  private static boolean counts(String name) {
    return !name.equals(DataFolder.LOCK) && !name.startsWith(STAGED);
  }

  private void exchange(Path staged) throws IOException, BackupFailure {
    Path aside =
        data.resolveSibling(data.getFileName() + ".before-restore-" + TIME.format(clock.instant()));
    try {
      Files.move(data, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      throw new BackupFailure(
          "The folder "
              + data
              + " cannot be moved aside ("
              + refused.getMessage()
              + "); a mounted volume cannot. Restore into an empty one instead.",
          refused);
    }
    try {
      Files.move(staged, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      if (Files.exists(data)) {
        throw new BackupFailure(
            "Another program made the folder " + data + " meanwhile. The old one is " + aside,
            refused);
      }
      Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
      throw refused;
    }
    out.println("What was there before is now in " + aside);
  }

  private void moveIn(Path staged) throws IOException {
    for (String name : List.of(Manifest.RECORDINGS, Manifest.DATABASE)) {
      if (Files.exists(staged.resolve(name))) {
        Files.move(staged.resolve(name), data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return; // It is in its place.
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }

  private void tell(Manifest manifest, DataFolder held) {
    out.printf(
        "Restored what server %s kept at %s (schema %s) into %s. Start it with the same labs; never"
            + " let two servers from one backup use the same engine.%n",
        manifest.serverId(), manifest.made(), manifest.schema(), held.resolve(""));
  }
}
