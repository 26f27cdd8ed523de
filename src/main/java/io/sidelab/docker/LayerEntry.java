package io.sidelab.docker;

import io.sidelab.engine.LayerFile;
import io.sidelab.engine.LayerFile.Kind;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Reads one entry of a layer's archive. What a layer removes is written as an entry with a prefix
 * to its name (whiteout), as the OCI image specification says.
 */
final class LayerEntry {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private LayerEntry() {}

  static LayerFile of(TarArchiveEntry entry) {
    String path = path(entry.getName());
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash);
    String name = path.substring(slash + 1);
    if (name.equals(OPAQUE)) {
      return new LayerFile(folder.isEmpty() ? "/" : folder, Kind.EMPTIED, 0);
    }
    if (name.startsWith(WHITEOUT)) {
      return new LayerFile(folder + "/" + name.substring(WHITEOUT.length()), Kind.REMOVED, 0);
    }
    if (entry.isDirectory()) {
      return new LayerFile(path, Kind.FOLDER, 0);
    }
    boolean file = entry.isFile() && !entry.isLink();
    return new LayerFile(path, file ? Kind.FILE : Kind.OTHER, size(entry, file));
  }

  /** As engines count: a link is as long as the path it holds, a further name costs nothing. */
  private static long size(TarArchiveEntry entry, boolean file) {
    if (entry.isSymbolicLink()) {
      return entry.getLinkName().getBytes(StandardCharsets.UTF_8).length;
    }
    return file ? entry.getSize() : 0;
  }

  /** From the root, without slashes at the end or a dot at the beginning. */
  private static String path(String name) {
    return "/" + name.replaceFirst("^\\.?/+", "").replaceFirst("^\\.$", "").replaceFirst("/+$", "");
  }
}
