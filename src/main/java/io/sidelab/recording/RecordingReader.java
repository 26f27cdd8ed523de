package io.sidelab.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads recordings for those who watch them, while they are written, too. */
final class RecordingReader {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingReader.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Looked through from the end for a line's end; longer than any line. */
  private static final int STEP = 64 * 1024;

  private final WorkspaceFolders folders;
  private final Shelf shelf;

  RecordingReader(WorkspaceFolders folders, Shelf shelf) {
    this.folders = folders;
    this.shelf = shelf;
  }

  List<RecordingFile> files(String workspace) {
    List<RecordingFile> files = new ArrayList<>();
    for (Map.Entry<String, Long> file : shelf.files(workspace).entrySet()) {
      try {
        files.add(read(workspace, file.getKey(), file.getValue()));
      } catch (IOException | RuntimeException strange) {
        LOG.info("{} of {} is left out: {}", file.getKey(), workspace, strange.toString());
      }
    }
    files.sort(
        Comparator.comparing((RecordingFile one) -> one.name().replaceAll("\\d+$", ""))
            .thenComparing(one -> Integer.valueOf(one.name().replaceAll(".*-", ""))));
    return files;
  }

  private RecordingFile read(String workspace, String name, long bytes) throws IOException {
    Path path = folders.file(workspace, name);
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      JsonNode header = JSON.readTree(lines.readLine());
      Instant started = Instant.ofEpochSecond(header.required("timestamp").asLong());
      Duration length = Duration.between(started, Files.getLastModifiedTime(path).toInstant());
      String title = header.path("title").asText(name);
      return new RecordingFile(name, title, started, length, bytes);
    }
  }

  Optional<InputStream> open(String workspace, String name) throws IOException {
    if (!shelf.files(workspace).containsKey(name)) {
      return Optional.empty();
    }
    Path path = folders.file(workspace, name);
    long whole = wholeLines(path);
    InputStream in = Files.newInputStream(path);
    return Optional.of(new Beginning(in, whole));
  }

  /** Length up to the last line's end. */
  private static long wholeLines(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] bytes = new byte[STEP];
      for (long end = file.length(); end > 0; ) {
        long from = Math.max(0, end - STEP);
        int count = (int) (end - from);
        file.seek(from);
        file.readFully(bytes, 0, count);
        for (int at = count - 1; at >= 0; at--) {
          if (bytes[at] == '\n') {
            return from + at + 1;
          }
        }
        end = from;
      }
      return 0;
    }
  }

  /** The first bytes of a file that may grow. */
  private static final class Beginning extends InputStream {
    private final InputStream in;
    private long left;

    Beginning(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
