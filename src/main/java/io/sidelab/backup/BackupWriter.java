package io.sidelab.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a backup. It has its name only once it is whole and on the disk. */
public final class BackupWriter {
  private static final int PIECE = 64 * 1024;

  /** Folders of workspaces, and files in them. */
  private static final int DEPTH = 2;

  private final Path file;

  /**
   * @param file must not exist; its folder must
   */
  public BackupWriter(Path file) throws BackupFailure {
    this.file = file.toAbsolutePath();
    refuseExisting();
    if (!Files.isDirectory(this.file.getParent())) {
      throw new BackupFailure("There is no folder " + this.file.getParent() + " to write to.");
    }
  }

  private void refuseExisting() throws BackupFailure {
    if (Files.exists(file)) {
      throw new BackupFailure(
          file + " exists, and a backup never overwrites anything. Give another name.");
    }
  }

  /** An empty file beside the backup that only this user may read; the caller removes it. */
  public Path temporary() throws IOException {
    // Temporary files are made for their owner alone (0600).
    return Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".partial");
  }

  /**
   * @param about says version, schema, time and server; members are found here
   * @param database a copy that nobody writes to
   * @param recordings the folder, which need not exist and may be written to meanwhile
   * @return what is in it
   */
  public Manifest write(Manifest about, Path database, Path recordings)
      throws IOException, BackupFailure {
    Path part = temporary();
    try {
      Manifest written = fill(part, about, database, recordings);
      publish(part);
      return written;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Manifest fill(Path part, Manifest about, Path database, Path recordings)
      throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
      List<Manifest.Member> members = new ArrayList<>();
      members.add(add(zip, Manifest.DATABASE, database));
      for (Path recording : files(recordings)) {
        String name = Manifest.RECORDINGS + "/" + recordings.relativize(recording);
        if (Manifest.mayHold(name)) {
          addIfStillThere(zip, name, recording, members);
        }
      }
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              about.version(),
              about.schema(),
              about.made(),
              about.serverId(),
              members);
      zip.putNextEntry(entry(Manifest.NAME, FileTime.from(about.made())));
      zip.write(manifest.text());
      zip.closeEntry();
      zip.finish();
      channel.force(true);
      return manifest;
    }
  }

  private static List<Path> files(Path recordings) throws IOException {
    if (!Files.isDirectory(recordings)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(recordings, DEPTH)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** A running server removes recordings whose time is over. */
  private static void addIfStillThere(
      ZipOutputStream zip, String name, Path source, List<Manifest.Member> members)
      throws IOException {
    try {
      members.add(add(zip, name, source));
    } catch (NoSuchFileException removed) {
      // Nothing of it has been written: it is opened before its entry begins.
      return;
    }
  }

  /**
   * Takes the file as long as it is now. A recording that grows meanwhile is cut as by a crash,
   * which its reader knows how to go on from.
   */
  private static Manifest.Member add(ZipOutputStream zip, String name, Path source)
      throws IOException {
    try (InputStream content = Files.newInputStream(source)) {
      long length = Files.size(source);
      zip.putNextEntry(entry(name, Files.getLastModifiedTime(source)));
      DigestOutputStream digest = new DigestOutputStream(zip, Digests.sha256());
      long written = copy(content, digest, length);
      zip.closeEntry();
      String sum = HexFormat.of().formatHex(digest.getMessageDigest().digest());
      return new Manifest.Member(name, written, sum);
    }
  }

  private static ZipEntry entry(String name, FileTime changed) {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(changed);
    return entry;
  }

  private static long copy(InputStream from, OutputStream to, long most) throws IOException {
    byte[] piece = new byte[PIECE];
    long written = 0;
    while (written < most) {
      int read = from.read(piece, 0, (int) Math.min(piece.length, most - written));
      if (read < 0) {
        break;
      }
      to.write(piece, 0, read);
      written += read;
    }
    return written;
  }

  /** A link fails where the name is taken meanwhile; a move would replace what has it. */
  private void publish(Path part) throws IOException, BackupFailure {
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException taken) {
      refuseExisting();
      throw taken;
    } catch (UnsupportedOperationException | IOException noLinks) {
      refuseExisting();
      Files.move(part, file);
    }
  }

  /** What to fill in before the members are known. */
  public static Manifest about(String version, String schema, Instant made, String serverId) {
    return new Manifest(Manifest.FORMAT, version, schema, made, serverId, List.of());
  }
}
