package io.sidelab.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes. Opens a file for each piece, so that no terminal holds one open. */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration TIDY = Duration.ofMinutes(1);

  /** An engine gives a replay in one go; this long without output, it is over. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final WriteQueue queue;
  private final Shelf shelf;
  private final Clock clock;
  private final Set<CastFile> settling = new HashSet<>();
  private final Thread thread = new Thread(this::run, "sidelab-recording-writer");
  private Instant tidied = Instant.EPOCH;

  Writer(WriteQueue queue, Shelf shelf, Clock clock) {
    this.queue = queue;
    this.shelf = shelf;
    this.clock = clock;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!queue.drained()) {
        round(queue.take(TICK));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void round(List<Entry> batch) {
    try {
      Set<CastFile> touched = new LinkedHashSet<>(settling);
      for (Entry entry : batch) {
        begin(entry.file());
        entry.file().add(entry);
        touched.add(entry.file());
      }
      touched.forEach(this::write);
      tidy();
      shelf.clear();
    } catch (RuntimeException unexpected) {
      LOG.error("recordings: a piece was lost", unexpected);
    }
  }

  /** A file that is there although nothing was written yet is an earlier server's. */
  private static void begin(CastFile file) {
    if (file.bytes() > 0 || file.over() || !Files.exists(file.path())) {
      return;
    }
    try {
      WorkspaceFolders.cut(file.path(), file.resume());
    } catch (IOException | RuntimeException unreadable) {
      LOG.warn("{} cannot be gone on with: {}", file.path(), unreadable.toString());
      file.abandon();
    }
  }

  private void write(CastFile file) {
    Instant now = clock.instant();
    file.settle(now, QUIET);
    if (file.settling()) {
      settling.add(file);
    } else {
      settling.remove(file);
    }
    long before = file.written();
    byte[] bytes = file.take();
    if (bytes.length == 0) {
      return;
    }
    try {
      WorkspaceFolders.append(file.path(), bytes);
      shelf.grown(file, now);
    } catch (IOException failure) {
      LOG.warn("{} is not written any further: {}", file.path(), failure.toString());
      file.abandon();
      trim(file, before);
    }
  }

  /** A full disk took a part of it. */
  private static void trim(CastFile file, long length) {
    try {
      WorkspaceFolders.cut(file.path(), length);
    } catch (IOException failure) {
      LOG.debug("{} ends in a piece of a line: {}", file.path(), failure.toString());
    }
  }

  private void tidy() {
    Instant now = clock.instant();
    if (now.isAfter(tidied.plus(TIDY))) {
      tidied = now;
      shelf.tidy(now);
    }
  }

  /** Writes what is queued, for seconds at most. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(GRACE.toMillis());
      if (thread.isAlive()) {
        LOG.warn("the disk is slow; the last pieces of recordings are lost");
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
