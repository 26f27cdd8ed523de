package io.sidelab.content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that a machine of the manifest asks for. */
final class FileListReader {
  private static final int FILES = 50;

  /** Files pass through the server's memory on their way; data sets belong into an image. */
  private static final long FILE_BYTES = 4L * 1024 * 1024;

  private final SafeFolder folder;

  FileListReader(SafeFolder folder) {
    this.folder = folder;
  }

  List<LabFile> read(Fields machine) {
    List<LabFile> files = new ArrayList<>();
    Set<String> targets = new HashSet<>();
    for (Fields entry : machine.mappings("files", FILES)) {
      String from = entry.text("from", 200);
      String to = target(entry, targets);
      int mode = mode(entry);
      entry.finish();
      Optional<Path> source =
          from.isEmpty() ? Optional.empty() : folder.file("", from, FILE_BYTES, entry.at("from"));
      source.ifPresent(path -> files.add(new LabFile(path, to, mode)));
    }
    return List.copyOf(files);
  }

  private static String target(Fields entry, Set<String> targets) {
    String to = entry.text("to", 200);
    if (to.isEmpty()) {
      return to;
    }
    if (!to.matches("(/[A-Za-z0-9._+@-]+)+") || to.matches(".*/\\.{1,2}(/.*)?")) {
      entry.at("to").report("to must be the whole path of a file, such as /root/hello.sh");
    } else if (!targets.add(to)) {
      entry.at("to").report(Location.quote(to) + " is put there twice");
    }
    return to;
  }

  private static int mode(Fields entry) {
    String mode = entry.text("mode", 20, "644");
    if (mode.matches("0?[0-7]{3}")) {
      return Integer.parseInt(mode, 8);
    }
    entry.at("mode").report("mode must be three octal digits, such as 644 or 755");
    return 0;
  }
}
