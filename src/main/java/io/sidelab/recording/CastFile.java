package io.sidelab.recording;

import io.sidelab.engine.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One terminal's file, from its first output or from where an earlier server left it. Used by the
 * writer's thread, but for {@link #over}.
 */
final class CastFile {
  private static final String ENDED = "Recording ended: ";
  private static final String GAP = "Some output around a restart of the server is missing.";

  /** For the mark that says why it ended. */
  private static final int LAST_WORD = 512;

  private final String workspace;
  private final Path path;
  private final String title;
  private final Quota quota;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Utf8Text text = new Utf8Text();
  private TerminalSize size;
  private Optional<Seam> seam = Optional.empty();
  private Optional<Seam> earlier = Optional.empty();
  private Instant started;
  private Instant heard = Instant.EPOCH;
  private long micros;
  private long written;
  private volatile boolean over;

  /** Says whether a file may grow by so many bytes, or why not. */
  interface Quota {
    Optional<String> refusal(CastFile file, long bytes);
  }

  CastFile(String workspace, Path path, String title, TerminalSize size, Quota quota) {
    this.workspace = workspace;
    this.path = path;
    this.title = title;
    this.size = size;
    this.quota = quota;
  }

  String workspace() {
    return workspace;
  }

  Path path() {
    return path;
  }

  /** Bytes that {@link #take} gave so far, an earlier server's included. */
  long written() {
    return written;
  }

  /** Bytes of the file, together with what {@link #take} has not given yet. */
  long bytes() {
    return written + lines.size();
  }

  /** Whether nothing more will be written. Any thread. */
  boolean over() {
    return over;
  }

  /** From now on nothing is written. */
  void abandon() {
    over = true;
    lines.reset();
  }

  /** Goes on with a file of an earlier server; returns the length of what is whole in it. */
  long resume() throws IOException {
    CastScan scan = CastScan.of(path);
    started = scan.started();
    micros = scan.micros();
    written = scan.bytes();
    earlier = Optional.of(new Seam(scan.text(), scan.whole()));
    over = scan.last().startsWith(ENDED);
    return written;
  }

  void add(Entry entry) {
    if (over) {
      return;
    }
    Entry.Event event = entry.event();
    if (event instanceof Entry.Output output) {
      heard = entry.at();
      earlier = Optional.empty();
      output(entry.at(), text.decode(output.bytes()));
    } else if (event instanceof Entry.Resize resize) {
      size = resize.size();
      later(entry.at(), CastLines.resize(time(entry.at()), size));
    } else if (event instanceof Entry.Mark mark) {
      later(entry.at(), CastLines.mark(time(entry.at()), mark.label()));
    } else if (event instanceof Entry.Replay) {
      seam = earlier;
    } else if (event instanceof Entry.End end) {
      end(entry.at(), end.reason());
    }
  }

  /** Whether a replay is being looked through. */
  boolean settling() {
    return seam.isPresent() && !over;
  }

  /** Ends the look through a replay when nothing came for a while. */
  void settle(Instant now, Duration quiet) {
    if (settling() && heard.isAfter(Instant.EPOCH) && now.isAfter(heard.plus(quiet))) {
      fresh(now, seam.orElseThrow().settle());
    }
  }

  private void output(Instant at, String decoded) {
    fresh(at, seam.isPresent() ? seam.get().pass(decoded) : decoded);
  }

  private void fresh(Instant at, String fresh) {
    if (seam.isPresent() && seam.get().missing()) {
      later(at, CastLines.mark(time(at), GAP));
    }
    seam = seam.filter(one -> !one.found());
    if (fresh.isEmpty() || over) {
      return;
    }
    if (started == null) {
      started = at.truncatedTo(ChronoUnit.SECONDS);
      line(at, CastLines.header(size, started, title));
    }
    line(at, CastLines.output(time(at), fresh));
  }

  /** A line that means something only after the first output. */
  private void later(Instant at, byte[] line) {
    if (started != null) {
      line(at, line);
    }
  }

  private void line(Instant at, byte[] line) {
    if (over) {
      return;
    }
    Optional<String> refusal = quota.refusal(this, line.length + LAST_WORD);
    if (refusal.isPresent()) {
      end(at, refusal.get());
    } else {
      lines.writeBytes(line);
    }
  }

  private void end(Instant at, String reason) {
    if (bytes() > 0) {
      lines.writeBytes(CastLines.mark(time(at), ENDED + reason));
    }
    over = true;
  }

  /** Never goes back, whatever the host's clock does. */
  private long time(Instant at) {
    if (started != null) {
      micros = Math.max(micros, ChronoUnit.MICROS.between(started, at));
    }
    return micros;
  }

  /** What is to be appended now. */
  byte[] take() {
    byte[] bytes = lines.toByteArray();
    lines.reset();
    written += bytes.length;
    return bytes;
  }
}
