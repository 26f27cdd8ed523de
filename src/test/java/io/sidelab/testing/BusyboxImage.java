package io.sidelab.testing;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tiny image made of the host's static BusyBox (Debian package {@code busybox-static}). */
final class BusyboxImage {
  static final String NAME = "sidelab-test/busybox:latest";

  private static final Path PROGRAM = Path.of("/bin/busybox");

  private BusyboxImage() {}

  static void ensure(Engine engine) throws EngineFailure {
    if (engine.images().find(NAME).isPresent()) {
      return;
    }
    try {
      engine
          .images()
          .importRootFilesystem(
              NAME,
              List.of("sh"),
              Map.of("io.sidelab.test", "busybox"),
              new ByteArrayInputStream(rootFilesystem()));
    } catch (IOException problem) {
      throw new UncheckedIOException(
          "install busybox-static: the tests' image is made of " + PROGRAM, problem);
    }
  }

  private static byte[] rootFilesystem() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String folder : List.of("bin/", "dev/", "etc/", "proc/", "root/", "sys/", "tmp/")) {
        tar.putArchiveEntry(new TarArchiveEntry(folder));
        tar.closeArchiveEntry();
      }
      file(tar, "bin/busybox", 0755, Files.readAllBytes(PROGRAM));
      file(tar, "etc/passwd", 0644, "root:x:0:0:root:/root:/bin/sh\n".getBytes());
      file(tar, "etc/group", 0644, "root:x:0:\n".getBytes());
      for (String applet : applets()) {
        TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String path, int mode, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static List<String> applets() throws IOException {
    Process list = new ProcessBuilder(PROGRAM.toString(), "--list").start();
    try (var output = list.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(applet -> !applet.equals("busybox"))
          .toList();
    }
  }
}
