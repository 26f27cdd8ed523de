package io.sidelab.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder whose files may be read, and nothing outside it, whatever a path or a link says. */
final class SafeFolder {
  private final Path root;

  SafeFolder(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  Path root() {
    return root;
  }

  /** A path inside this folder, from the folder {@code base} in it, as an author wrote it. */
  Optional<Path> inside(String base, String path, Location location) {
    Path found;
    try {
      Path relative = Path.of(path);
      if (path.isEmpty() || relative.isAbsolute()) {
        location.report("the path " + Location.quote(path) + " must be a relative one");
        return Optional.empty();
      }
      found = root.resolve(base).resolve(relative).normalize();
    } catch (InvalidPathException e) {
      location.report("the path " + Location.quote(path) + " cannot be one");
      return Optional.empty();
    }
    if (!found.startsWith(root)) {
      location.report("the path " + Location.quote(path) + " leaves the folder");
      return Optional.empty();
    }
    return real(found, path, location);
  }

  private Optional<Path> real(Path found, String path, Location location) {
    try {
      Path real = found.toRealPath();
      if (real.startsWith(root)) {
        return Optional.of(found);
      }
      location.report("the path " + Location.quote(path) + " leaves the folder through a link");
    } catch (IOException e) {
      location.report("there is no " + Location.quote(path) + " in the folder");
    }
    return Optional.empty();
  }

  /** A file inside this folder that is no larger than so many bytes. */
  Optional<Path> file(String base, String path, long limit, Location location) {
    Optional<Path> found = inside(base, path, location);
    if (found.isEmpty()) {
      return found;
    }
    if (!Files.isRegularFile(found.get()) || !Files.isReadable(found.get())) {
      location.report(Location.quote(path) + " is not a file that can be read");
      return Optional.empty();
    }
    if (found.get().toFile().length() > limit) {
      location.report(Location.quote(path) + " is larger than " + Quantities.size(limit));
      return Optional.empty();
    }
    return found;
  }

  /** The text of a file, with line ends as {@code \n}; UTF-8 or a problem. */
  Optional<String> text(String path, int limit, Location location) {
    Optional<Path> found = file("", path, limit, location);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(found.get())) {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(in.readNBytes(limit)))
              .toString();
      return Optional.of(plain(text, location));
    } catch (CharacterCodingException e) {
      location.report("is not UTF-8 text");
    } catch (IOException e) {
      location.report("cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String plain(String text, Location location) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    plain = plain.replace("\r\n", "\n").replace('\r', '\n');
    String[] lines = plain.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
        location.at(i + 1).report("holds a control character; write it as an escape");
      }
    }
    return plain;
  }
}
