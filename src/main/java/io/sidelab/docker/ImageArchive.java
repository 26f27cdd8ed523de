package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.LayerFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What {@code docker save} sends: an archive of archives, one for each layer, and a list of which
 * is which at its end. Engines differ in names and packing (a classic store sends plain archives, a
 * containerd store sends them as they were pulled), so what an entry is shows in its first bytes.
 */
final class ImageArchive {
  /** More than the largest images have; each costs some hundred bytes while they are looked at. */
  private static final int MOST_FILES = 400_000;

  /** Half a minute's reading on a slow disk. */
  private static final long MOST_BYTES = 4L << 30;

  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int MAGIC_AT = 257;
  private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Map<String, List<LayerFile>> archives = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private JsonNode manifest;
  private int files;

  /** Reads to the end of the archive. */
  void read(InputStream body) throws IOException, EngineFailure {
    TarArchiveInputStream outer = new TarArchiveInputStream(body);
    long bytes = 0;
    for (TarArchiveEntry entry; (entry = outer.getNextEntry()) != null; ) {
      bytes += entry.getSize();
      if (bytes > MOST_BYTES) {
        throw tooLarge("over " + (MOST_BYTES >> 30) + " GiB");
      }
      take(entry, outer);
    }
  }

  private void take(TarArchiveEntry entry, InputStream content) throws IOException, EngineFailure {
    if (entry.isSymbolicLink()) {
      Path folder = Path.of("/").resolve(entry.getName()).getParent();
      links.put(entry.getName(), folder.resolve(entry.getLinkName()).normalize().toString());
    } else if (entry.getName().equals("manifest.json")) {
      manifest = new ObjectMapper().readTree(content.readNBytes(LARGEST_MANIFEST));
    } else if (entry.isFile()) {
      BufferedInputStream start = new BufferedInputStream(content);
      start.mark(MAGIC_AT + TAR.length);
      byte[] head = start.readNBytes(MAGIC_AT + TAR.length);
      start.reset();
      if (has(head, 0, GZIP)) {
        archives.put(entry.getName(), entries(new GZIPInputStream(start)));
      } else if (has(head, MAGIC_AT, TAR)) {
        archives.put(entry.getName(), entries(start));
      }
    }
  }

  private static boolean has(byte[] head, int at, byte[] magic) {
    return head.length >= at + magic.length
        && Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
  }

  private List<LayerFile> entries(InputStream layer) throws IOException, EngineFailure {
    List<LayerFile> found = new ArrayList<>();
    TarArchiveInputStream inner = new TarArchiveInputStream(layer);
    for (TarArchiveEntry entry; (entry = inner.getNextEntry()) != null; ) {
      files++;
      if (files > MOST_FILES) {
        throw tooLarge("over " + MOST_FILES + " files");
      }
      found.add(LayerEntry.of(entry));
    }
    return found;
  }

  private static EngineFailure tooLarge(String how) {
    return new EngineFailure(
        FailureReason.REFUSED,
        "This image is too large to be looked into here. In a terminal of its machine, du and ls"
            + " show what is in it.",
        "an image is not read for its files: " + how);
  }

  /** The lowest first. One without an archive of its own is empty. */
  List<List<LayerFile>> layers() throws IOException {
    if (manifest == null) {
      throw new IOException("the engine's archive of the image has no manifest");
    }
    List<List<LayerFile>> layers = new ArrayList<>();
    for (JsonNode name : manifest.path(0).path("Layers")) {
      String linked = links.getOrDefault(name.asText(), "/" + name.asText()).substring(1);
      layers.add(archives.getOrDefault(linked, List.of()));
    }
    return layers;
  }
}
