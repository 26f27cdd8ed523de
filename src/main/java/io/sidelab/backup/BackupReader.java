package io.sidelab.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a backup, and believes nothing in it that it has not checked. */
public final class BackupReader implements AutoCloseable {
  private static final int PIECE = 64 * 1024;

  /** Names 100,000 recordings; those of a server have a bound far below. */
  private static final int LONGEST_MANIFEST = 32 << 20;

  private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupReader(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Opens it and reads its manifest; the rest is checked while it is unpacked. */
  public static BackupReader open(Path file) throws IOException, BackupFailure {
    if (!Files.isRegularFile(file)) {
      throw new BackupFailure("There is no file " + file.toAbsolutePath() + ".");
    }
    ZipFile zip = opened(file);
    try {
      Manifest manifest = manifest(zip);
      BackupReader reader = new BackupReader(file, zip, manifest);
      reader.refuseStrangers();
      return reader;
    } catch (IOException | BackupFailure | RuntimeException failed) {
      zip.close();
      throw failed;
    }
  }

  private static ZipFile opened(Path file) throws IOException, BackupFailure {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException damaged) {
      throw new BackupFailure(file + " is no backup, or it is damaged: it is no archive.", damaged);
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException, BackupFailure {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new BackupFailure("This is no backup of this server: it has no manifest.");
    }
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] text = content.readNBytes(LONGEST_MANIFEST + 1);
      if (text.length > LONGEST_MANIFEST) {
        throw new BackupFailure("This backup is refused: its manifest is too long.");
      }
      return Manifest.read(text);
    } catch (ZipException damaged) {
      throw new BackupFailure("This backup is damaged: its manifest cannot be read.", damaged);
    }
  }

  /** A name that the manifest does not have, or twice the same, is nothing that we wrote. */
  private void refuseStrangers() throws BackupFailure {
    Set<String> expected = new TreeSet<>();
    manifest.members().forEach(member -> expected.add(member.name()));
    expected.add(Manifest.NAME);
    List<? extends ZipEntry> entries = Collections.list(zip.entries());
    for (ZipEntry entry : entries) {
      if (!expected.remove(entry.getName())) {
        throw new BackupFailure(
            "This backup is refused: it has a member that its manifest has not: "
                + entry.getName());
      }
    }
    if (!expected.isEmpty()) {
      throw new BackupFailure("This backup is damaged: it lacks " + expected.iterator().next());
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * Unpacks all members into an empty folder, each readable by this user alone, and checks them.
   *
   * @throws BackupFailure when one is not what the manifest says; the folder is to be removed then
   */
  public void unpack(Path folder) throws IOException, BackupFailure {
    long room = Files.getFileStore(folder).getUsableSpace();
    if (manifest.bytes() > room) {
      throw new BackupFailure(
          "There is no room for it: it takes %d MiB, and %s has %d MiB."
              .formatted(manifest.bytes() >> 20, folder.toAbsolutePath().getParent(), room >> 20));
    }
    for (Manifest.Member member : manifest.members()) {
      Path target = folder.resolve(member.name()).normalize();
      if (!target.startsWith(folder.normalize())) {
        throw new BackupFailure("This backup is refused: it leads out of its folder.");
      }
      Files.createDirectories(target.getParent(), OWN_FOLDER);
      unpack(member, target);
    }
  }

  private void unpack(Manifest.Member member, Path target) throws IOException, BackupFailure {
    ZipEntry entry = zip.getEntry(member.name());
    try (InputStream content = zip.getInputStream(entry);
        FileChannel channel =
            FileChannel.open(
                target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWN_FILE);
        OutputStream out = Channels.newOutputStream(channel)) {
      if (!copied(content, out, member)) {
        throw damaged(member, null);
      }
      channel.force(true);
    } catch (ZipException broken) {
      throw damaged(member, broken);
    }
    // How long a recording is kept counts from when it was written.
    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
  }

  /** Stops where a member is longer than it should be, so that it cannot fill the disk. */
  private static boolean copied(InputStream from, OutputStream to, Manifest.Member member)
      throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] piece = new byte[PIECE];
    long length = 0;
    int read = from.read(piece);
    while (read >= 0) {
      length += read;
      if (length > member.bytes()) {
        return false;
      }
      digest.update(piece, 0, read);
      to.write(piece, 0, read);
      read = from.read(piece);
    }
    return length == member.bytes()
        && HexFormat.of().formatHex(digest.digest()).equals(member.sha256());
  }

  private BackupFailure damaged(Manifest.Member member, IOException cause) {
    return new BackupFailure(
        file + " is damaged: " + member.name() + " is not what was backed up.", cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
