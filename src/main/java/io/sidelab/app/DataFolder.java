package io.sidelab.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder with everything the server keeps, held by one server at a time: two with the same
 * identity would each remove the other's machines. The lock goes with the process, however it ends.
 */
final class DataFolder implements AutoCloseable {
  static final String LOCK = "server.lock";

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes the folder where there is none, and takes it. */
  static DataFolder hold(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel)) {
        return new DataFolder(path, channel);
      }
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "The folder " + path.toAbsolutePath() + " cannot be used: " + failure.getMessage(),
          failure);
    }
    throw new IllegalStateException(
        "Another server uses the folder "
            + path.toAbsolutePath()
            + ". Stop it first, or name another folder with --data.");
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
