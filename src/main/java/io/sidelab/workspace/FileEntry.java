package io.sidelab.workspace;

import java.time.Instant;

/**
 * What a folder of a machine holds, as its own {@code stat} tells.
 *
 * @param name without its folder
 * @param size in bytes
 * @param permissions as {@code chmod} takes them, in octal
 */
public record FileEntry(String name, Kind kind, long size, String permissions, Instant modified) {
  /** A link is told as what it is, not as what it leads to. */
  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    OTHER
  }
}
