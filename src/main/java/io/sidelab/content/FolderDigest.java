package io.sidelab.content;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A SHA-256 that changes when a file of some folders does. */
final class FolderDigest {
  /** Recipes are text; a folder beyond this was not meant to be one. */
  private static final int FILES = 2_000;

  private static final long BYTES = 64L * 1024 * 1024;

  private FolderDigest() {}

  /**
   * Covers each file's path below the root, whether it can be executed (the only mode bit that Git
   * keeps, so that every clone agrees), and its content; of a link, where it leads.
   */
  static String of(Path root, Collection<Path> folders) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    for (Path folder : folders) {
      try (Stream<Path> tree = Files.walk(folder)) {
        tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
            .limit(FILES + 1L)
            .forEach(files::add);
      }
    }
    if (files.size() > FILES) {
      throw new IOException("more than " + FILES + " files");
    }
    MessageDigest digest = sha256();
    DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    long left = BYTES;
    for (Path file : files) {
      left -= write(root, file, left, out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Lengths go first, so that no two trees make the same bytes. */
  private static long write(Path root, Path file, long left, DataOutputStream out)
      throws IOException {
    out.writeUTF(root.relativize(file).toString());
    if (Files.isSymbolicLink(file)) {
      out.writeUTF("link");
      out.writeUTF(Files.readSymbolicLink(file).toString());
      return 0;
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(root.relativize(file) + " is neither a file nor a link");
    }
    long size = Files.size(file);
    if (size > left) {
      throw new IOException("more than " + Quantities.size(BYTES));
    }
    out.writeUTF(isProgram(file) ? "program" : "file");
    out.writeLong(size);
    Files.copy(file, out);
    return size;
  }

  /** By its owner's bit, whoever asks. */
  private static boolean isProgram(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
