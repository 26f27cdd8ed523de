package io.sidelab.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pictures of a lab, which its pages name as {@code /labs/ID/files/PATH}. Nothing else of its
 * folder is there to be fetched, and no SVG: that format can carry a script. Any thread may ask.
 */
public final class LabPictures {
  /** A path below the lab's folder; no part begins with a dot. */
  static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-]+\\.(png|jpe?g|gif|webp)");

  /** More would make a page slow in a class room. */
  static final long BYTES = 2L * 1024 * 1024;

  private LabPictures() {}

  /** The picture's file; empty for whatever is not a picture of this lab. */
  public static Optional<Path> find(Lab lab, String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    try {
      Path real = lab.folder().resolve(path).toRealPath();
      boolean fits = real.startsWith(lab.folder().toRealPath()) && Files.size(real) <= BYTES;
      return fits && Files.isRegularFile(real) ? Optional.of(real) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its media type, by the end of its name. */
  public static String mediaType(String path) {
    String end = path.substring(path.lastIndexOf('.') + 1);
    return end.equals("jpg") ? "image/jpeg" : "image/" + end;
  }
}
