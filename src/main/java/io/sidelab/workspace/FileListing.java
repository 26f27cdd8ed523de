package io.sidelab.workspace;

import java.util.List;

/**
 * A folder of a machine. Names with a line break in them are left out.
 *
 * @param path as it was asked for
 * @param entries folders first, then by name
 * @param more whether there are more than a page can show
 */
public record FileListing(String path, List<FileEntry> entries, boolean more) {
  public FileListing {
    entries = List.copyOf(entries);
  }
}
