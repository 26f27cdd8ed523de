package io.sidelab.evidence;

import io.sidelab.engine.LayerFile;
import io.sidelab.evidence.LayerFolder.Entry;
import io.sidelab.evidence.LayerFolder.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one layer did to the files below it, by path. Pure. */
final class LayerChanges {
  /** More than anybody reads; the rest is counted. */
  private static final int MOST_ENTRIES = 300;

  private static final String ADDED = "added";
  private static final String CHANGED = "changed";
  private static final String REMOVED = "removed";

  /** One path. No change: a folder that was there before. */
  private record Change(boolean folder, Optional<String> what, long bytes) {
    Tally tally() {
      if (folder || what.isEmpty()) {
        return Tally.NONE;
      }
      return switch (what.get()) {
        case ADDED -> new Tally(1, 0, 0, bytes);
        case CHANGED -> new Tally(0, 1, 0, bytes);
        default -> new Tally(0, 0, 1, 0);
      };
    }
  }

  private final TreeMap<String, Change> changes = new TreeMap<>();

  private LayerChanges() {}

  /**
   * @param layers what each holds, the lowest first
   * @return what each did, the lowest first
   */
  static List<LayerChanges> of(List<List<LayerFile>> layers) {
    TreeSet<String> present = new TreeSet<>();
    List<LayerChanges> all = new ArrayList<>();
    for (List<LayerFile> layer : layers) {
      LayerChanges changes = new LayerChanges();
      // What a layer removes is what was below it, wherever that stands in its archive.
      layer.forEach(file -> changes.remove(file, present));
      layer.forEach(file -> changes.put(file, present));
      all.add(changes);
    }
    return all;
  }

  private void remove(LayerFile file, TreeSet<String> present) {
    boolean gone = file.kind() == LayerFile.Kind.REMOVED;
    if (!gone && file.kind() != LayerFile.Kind.EMPTIED) {
      return;
    }
    NavigableSet<String> below = below(present, file.path());
    if (gone) {
      removed(file.path(), present);
      present.remove(file.path());
    }
    below.forEach(path -> removed(path, present));
    below.clear();
  }

  private void removed(String path, TreeSet<String> present) {
    boolean folder = !below(present, path).isEmpty();
    changes.put(path, new Change(folder, Optional.of(REMOVED), 0));
  }

  private void put(LayerFile file, TreeSet<String> present) {
    String path = file.path();
    boolean folder = file.kind() == LayerFile.Kind.FOLDER;
    boolean there =
        folder || file.kind() == LayerFile.Kind.FILE || file.kind() == LayerFile.Kind.OTHER;
    if (path.equals("/") || !there) {
      return;
    }
    boolean before = !present.add(path) || changes.containsKey(path);
    Optional<String> what = Optional.of(before ? CHANGED : ADDED);
    // A folder's own entry comes with whatever is different in it.
    changes.put(path, new Change(folder, what.filter(any -> !folder || !before), file.sizeBytes()));
  }

  /** All paths inside a folder: a slash sorts right before a zero. */
  private static NavigableSet<String> below(TreeSet<String> paths, String folder) {
    return folder.equals("/") ? paths : paths.subSet(folder + "/", true, folder + "0", false);
  }

  /**
   * @param folder an absolute path; one that the layer did nothing in is empty
   */
  LayerFolder in(String folder) {
    String prefix = folder.equals("/") ? "/" : folder + "/";
    SortedMap<String, Change> inside =
        changes.subMap(prefix, prefix.substring(0, prefix.length() - 1) + "0");
    Map<String, Entry> entries = new TreeMap<>();
    Tally all = Tally.NONE;
    for (Map.Entry<String, Change> each : inside.entrySet()) {
      String rest = each.getKey().substring(prefix.length());
      int slash = rest.indexOf('/');
      Tally tally = each.getValue().tally();
      all = all.and(tally);
      Entry entry =
          slash < 0
              ? new Entry(rest, each.getValue().folder(), each.getValue().what(), tally)
              : new Entry(rest.substring(0, slash), true, Optional.empty(), tally);
      entries.merge(entry.name(), entry, LayerChanges::joined);
    }
    List<Entry> sorted =
        entries.values().stream()
            .sorted(
                Comparator.comparing((Entry entry) -> !entry.folder()).thenComparing(Entry::name))
            .toList();
    int shown = Math.min(sorted.size(), MOST_ENTRIES);
    return new LayerFolder(folder, all, sorted.subList(0, shown), sorted.size() - shown);
  }

  private static Entry joined(Entry first, Entry second) {
    return new Entry(
        first.name(),
        first.folder() || second.folder(),
        first.change().or(second::change),
        first.all().and(second.all()));
  }
}
