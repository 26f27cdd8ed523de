package io.sidelab.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which recordings there are, and the room they take. What ended longest ago makes room for what is
 * new. Safe for threads; its lock is not held while the disk is used.
 */
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  /** The index of this many takes some megabytes. */
  private static final int MOST_WORKSPACES = 10_000;

  /** Of one workspace: terminals opened and closed again and again. */
  private static final int MOST_FILES = 64;

  /** What the smallest file takes on a disk. */
  private static final long BLOCK = 4096;

  private final WorkspaceFolders folders;
  private final RecordingSettings settings;
  private final Map<String, Place> places = new HashMap<>();
  private final ArrayDeque<String> forgotten = new ArrayDeque<>();
  private long total;

  /** One workspace's place. */
  private static final class Place {
    private final RecordedWorkspace about;
    private final Map<String, Long> sizes = new HashMap<>();
    private Instant used;
    private boolean live;

    Place(RecordedWorkspace about, Instant used) {
      this.about = about;
      this.used = used;
    }

    long bytes() {
      return BLOCK + sizes.values().stream().mapToLong(Shelf::taken).sum();
    }
  }

  /** Disks give whole blocks. */
  private static long taken(long size) {
    return size == 0 ? 0 : size + BLOCK;
  }

  Shelf(WorkspaceFolders folders, RecordingSettings settings) {
    this.folders = folders;
    this.settings = settings;
    for (WorkspaceFolders.Found found : folders.read()) {
      Place place = new Place(found.about(), found.used());
      place.sizes.putAll(found.sizes());
      places.put(found.about().id(), place);
      total += place.bytes();
    }
  }

  /** A new workspace. */
  void begin(RecordedWorkspace about) throws IOException {
    folders.create(about);
    Place place = new Place(about, about.started());
    place.live = true;
    synchronized (this) {
      places.put(about.id(), place);
      total += place.bytes();
    }
  }

  /** Whether an earlier server began to record the workspace, which goes on. */
  synchronized boolean resume(String workspace) {
    Place place = places.get(workspace);
    if (place == null) {
      return false;
    }
    place.live = true;
    return true;
  }

  synchronized void ended(String workspace, Instant now) {
    Place place = places.get(workspace);
    if (place != null) {
      place.live = false;
      place.used = now;
    }
  }

  /**
   * Takes a name: the machine's first terminal has the same one for ever, further ones a new one.
   *
   * @return empty when the workspace has too many
   */
  synchronized Optional<Path> take(String workspace, String machine, boolean first) {
    Place place = places.get(workspace);
    if (place == null || !place.live || place.sizes.size() >= MOST_FILES) {
      return Optional.empty();
    }
    int number = first ? 1 : 2;
    while (!first && place.sizes.containsKey(machine + "-" + number)) {
      number++;
    }
    String name = machine + "-" + number;
    place.sizes.putIfAbsent(name, 0L);
    return Optional.of(folders.file(workspace, name));
  }

  /** Takes room, after making some if need be, or says why there is none. */
  synchronized Optional<String> refusal(CastFile file, long bytes) {
    Place place = places.get(file.workspace());
    if (place == null) {
      return Optional.of("it was removed.");
    }
    if (file.bytes() + bytes > settings.recordingBytes()) {
      return Optional.of("it reached the size that one recording may have here.");
    }
    if (place.bytes() + bytes > settings.workspaceBytes()) {
      return Optional.of("this lab's recordings reached the size they may have here.");
    }
    while (total + bytes > settings.totalBytes() && forgetOldest()) {
      LOG.info("the oldest recordings make room");
    }
    if (total + bytes > settings.totalBytes()) {
      return Optional.of("there is no more room for recordings on this server.");
    }
    size(place, file, file.bytes() + bytes);
    return Optional.empty();
  }

  /** The file has this size now. */
  synchronized void grown(CastFile file, Instant now) {
    Place place = places.get(file.workspace());
    if (place != null) {
      size(place, file, file.bytes());
      place.used = now;
    }
  }

  private void size(Place place, CastFile file, long bytes) {
    long before = place.sizes.getOrDefault(folders.name(file.path()), 0L);
    place.sizes.put(folders.name(file.path()), bytes);
    total += taken(bytes) - taken(before);
  }

  /** Forgets what has been kept for long enough, and what is too much. */
  synchronized void tidy(Instant now) {
    Instant oldest = now.minus(settings.kept());
    for (Place place : List.copyOf(places.values())) {
      if (!place.live && place.used.isBefore(oldest)) {
        forget(place);
      }
    }
    while (places.size() > MOST_WORKSPACES && forgetOldest()) {
      LOG.info("the oldest recordings go: there are those of {} labs", MOST_WORKSPACES);
    }
  }

  private boolean forgetOldest() {
    return places.values().stream()
        .filter(place -> !place.live)
        .min(Comparator.comparing(place -> place.used))
        .map(this::forget)
        .orElse(false);
  }

  private boolean forget(Place place) {
    places.remove(place.about.id());
    total -= place.bytes();
    return forgotten.add(place.about.id());
  }

  /** Whatever else is to be kept: these go. */
  synchronized void forget(List<String> workspaces) {
    workspaces.stream().map(places::get).filter(Objects::nonNull).toList().forEach(this::forget);
  }

  /**
   * Removes what was forgotten, once: what cannot be removed is found again by the next server.
   * Where a last piece was written meanwhile, it is removed with the next round.
   */
  void clear() {
    for (String workspace : takeForgotten()) {
      try {
        folders.remove(workspace);
      } catch (DirectoryNotEmptyException written) {
        LOG.debug("the recordings of {} are removed again", workspace);
        again(workspace);
      } catch (IOException | UncheckedIOException failure) {
        LOG.warn("the recordings of {} stay: {}", workspace, failure.toString());
      }
    }
  }

  private synchronized List<String> takeForgotten() {
    List<String> taken = List.copyOf(forgotten);
    forgotten.clear();
    return taken;
  }

  private synchronized void again(String workspace) {
    forgotten.add(workspace);
  }

  /** The learner's, newest first, those with something in them. */
  synchronized List<RecordedWorkspace> of(String learner) {
    List<RecordedWorkspace> found = new ArrayList<>();
    for (Place place : places.values()) {
      boolean any = place.sizes.values().stream().anyMatch(size -> size > 0);
      if (any && place.about.learnerId().equals(learner)) {
        found.add(place.about);
      }
    }
    found.sort(Comparator.comparing(RecordedWorkspace::started).reversed());
    return found;
  }

  synchronized Optional<RecordedWorkspace> find(String workspace) {
    return Optional.ofNullable(places.get(workspace)).map(place -> place.about);
  }

  /** Names and sizes of files that have something in them. */
  synchronized Map<String, Long> files(String workspace) {
    Map<String, Long> found = new HashMap<>();
    Place place = places.get(workspace);
    if (place != null) {
      place.sizes.forEach((name, size) -> found.computeIfAbsent(name, key -> positive(size)));
    }
    return found;
  }

  private static Long positive(long size) {
    return size > 0 ? Long.valueOf(size) : null;
  }
}
