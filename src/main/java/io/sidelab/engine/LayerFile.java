package io.sidelab.engine;

/**
 * One entry of a layer's archive.
 *
 * @param path from the root, such as {@code /etc/passwd}
 * @param sizeBytes of a file's content or of the path that a symbolic link holds, else 0
 */
public record LayerFile(String path, Kind kind, long sizeBytes) {
  /** What the entry stands for. */
  public enum Kind {
    FOLDER,
    FILE,
    /** A symbolic link, a further name, a device, a pipe. */
    OTHER,
    /** What layers below have at this path is there no more. */
    REMOVED,
    /** What layers below have in this folder is there no more. */
    EMPTIED
  }
}
