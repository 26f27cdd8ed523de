package io.sidelab.recording;

import io.sidelab.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All recordings of this server. Nothing here fails for want of a disk: what cannot be recorded is
 * logged and left out. Safe for use by any thread.
 */
public final class Recordings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  private final RecordingSettings settings;
  private final Clock clock;
  private final Shelf shelf;
  private final RecordingReader reader;
  private final WriteQueue queue = new WriteQueue();
  private final Writer writer;

  /** Terminal → its recording. */
  private final Map<String, Recording> active = new ConcurrentHashMap<>();

  /** Terminal → workspace. */
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  /**
   * @param folder made as needed
   * @throws java.io.UncheckedIOException when the folder cannot be used
   */
  public Recordings(Path folder, RecordingSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    WorkspaceFolders folders = new WorkspaceFolders(folder);
    this.shelf = new Shelf(folders, settings);
    this.reader = new RecordingReader(folders, shelf);
    this.writer = new Writer(queue, shelf, clock);
  }

  public RecordingSettings settings() {
    return settings;
  }

  /** Begins to record a workspace; whether that could be done. Writes a small file. */
  public boolean begin(RecordedWorkspace workspace) {
    if (!settings.enabled()) {
      return false;
    }
    try {
      shelf.begin(workspace);
      return true;
    } catch (IOException failure) {
      LOG.error("workspace {} is not recorded: {}", workspace.id(), failure.toString());
      return false;
    }
  }

  /** Whether the workspace was recorded by an earlier server and goes on being so. */
  public boolean resume(String workspace) {
    return settings.enabled() && shelf.resume(workspace);
  }

  /**
   * Records what this terminal prints from now on.
   *
   * @param machine its name, as in the lab
   * @param first whether it is the machine's first, whose recording goes on after a restart
   */
  public void record(
      String workspace, String machine, boolean first, String title, Terminal terminal) {
    Optional<Path> path = shelf.take(workspace, machine, first);
    if (path.isEmpty()) {
      LOG.info("workspace {}: a terminal of {} is not recorded", workspace, machine);
      return;
    }
    CastFile file = new CastFile(workspace, path.get(), title, terminal.size(), shelf::refusal);
    owners.put(terminal.id(), workspace);
    active.put(terminal.id(), new Recording(terminal, file, queue, clock));
  }

  /** What the terminal prints next begins with what it printed before a restart of the server. */
  public void replays(String terminal) {
    Optional.ofNullable(active.get(terminal)).ifPresent(Recording::replays);
  }

  /** Sets a bookmark in all recordings of the workspace that go on. */
  public void mark(String workspace, String label) {
    owners.forEach(
        (terminal, owner) -> {
          if (owner.equals(workspace)) {
            Optional.ofNullable(active.get(terminal)).ifPresent(one -> one.mark(label));
          }
        });
  }

  /** The terminal is closed. */
  public void stop(String terminal) {
    owners.remove(terminal);
    Optional.ofNullable(active.remove(terminal)).ifPresent(Recording::stop);
  }

  /** The workspace is over. */
  public void ended(String workspace) {
    owners.forEach(
        (terminal, owner) -> {
          if (owner.equals(workspace)) {
            stop(terminal);
          }
        });
    shelf.ended(workspace, clock.instant());
  }

  /** The learner's workspaces of which there are recordings, newest first. */
  public List<RecordedWorkspace> of(String learner) {
    return shelf.of(learner);
  }

  /** The workspace, if there is one and it is the learner's. */
  public Optional<RecordedWorkspace> find(String learner, String workspace) {
    return shelf.find(workspace).filter(one -> one.learnerId().equals(learner));
  }

  /** The workspace's recordings, by machine and number. Reads the beginning of each. */
  public List<RecordingFile> files(String workspace) {
    return reader.files(workspace);
  }

  /** Removes all recordings of these workspaces; what still prints there is not recorded. */
  public void forget(List<String> workspaces) {
    workspaces.forEach(this::ended);
    shelf.forget(workspaces);
    shelf.clear();
  }

  /** What is in a recording now, whole lines only; the caller closes it. */
  public Optional<InputStream> open(String workspace, String name) throws IOException {
    return reader.open(workspace, name);
  }

  /** Writes what is still to be written, for seconds at most, and ends the thread. */
  @Override
  public void close() {
    active.values().forEach(Recording::stop);
    writer.close();
  }
}
