package io.sidelab.evidence;

import java.util.List;
import java.util.Optional;

/**
 * One folder of what a layer added, changed and removed.
 *
 * @param path of the folder
 * @param all everything below it
 * @param entries folders first, then by name
 * @param more entries that are left out
 */
public record LayerFolder(String path, Tally all, List<Entry> entries, int more) {

  /**
   * How much of each, folders not counted.
   *
   * @param bytes of what was added and changed
   */
  public record Tally(int added, int changed, int removed, long bytes) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally and(Tally other) {
      return new Tally(
          added + other.added,
          changed + other.changed,
          removed + other.removed,
          bytes + other.bytes);
    }
  }

  /**
   * @param change what the layer did to it: added, changed or removed; empty for a folder that was
   *     there before and in which something is different
   * @param all it, or everything below it
   */
  public record Entry(String name, boolean folder, Optional<String> change, Tally all) {}
}
