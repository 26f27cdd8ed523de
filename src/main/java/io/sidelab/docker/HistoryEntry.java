package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One step in the making of an image.
 *
 * @param image at that step; empty unless this engine built it and kept its steps
 * @param command as in a Dockerfile; empty when the history does not say
 * @param size of the layer it made, 0 also when it made none
 */
record HistoryEntry(Optional<String> image, Optional<String> command, long size, Made made) {
  /** Whether it made a layer. PERHAPS is one of no bytes, such as an empty folder, or none. */
  enum Made {
    LAYER,
    NOTHING,
    PERHAPS
  }

  /** A script may stand in a RUN; what it does is clear from its beginning. */
  private static final int LONGEST_COMMAND = 2000;

  private static final String IMPORTED = "Imported from ";

  /** Classic builders wrote what is no RUN as a comment of the shell. */
  private static final Pattern NO_RUN = Pattern.compile("^/bin/sh -c #\\(nop\\) +");

  /** Before a RUN: build arguments of classic builders, the word itself of BuildKit. */
  private static final Pattern SHELL =
      Pattern.compile("^(?:RUN )?(?:\\|\\d+ (?:.* )??)?/bin/sh -c ", Pattern.DOTALL);

  private static final Pattern BUILDKIT = Pattern.compile(" # buildkit$");

  /** These change what an image says of itself, never its files. */
  private static final Set<String> WITHOUT_LAYER =
      Set.of(
          "ARG",
          "CMD",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME");

  static HistoryEntry read(JsonNode entry) {
    String made = entry.path("CreatedBy").asText();
    String said = made.isBlank() ? imported(entry.path("Comment").asText()) : command(made);
    return of(
        Optional.of(entry.path("Id").asText()).filter(id -> id.startsWith("sha256:")),
        Optional.of(shortened(said.strip())).filter(text -> !text.isEmpty()),
        entry.path("Size").asLong());
  }

  static HistoryEntry of(Optional<String> image, Optional<String> command, long size) {
    String word = command.map(text -> text.split("\\s", 2)[0]).orElse("");
    Made made = WITHOUT_LAYER.contains(word) ? Made.NOTHING : Made.PERHAPS;
    return new HistoryEntry(image, command, size, size > 0 ? Made.LAYER : made);
  }

  HistoryEntry made(boolean layer) {
    return new HistoryEntry(image, command, size, layer ? Made.LAYER : Made.NOTHING);
  }

  /** An import leaves a comment only. */
  private static String imported(String comment) {
    return comment.startsWith(IMPORTED)
        ? "docker import " + comment.substring(IMPORTED.length())
        : comment;
  }

  private static String command(String made) {
    String plain = BUILDKIT.matcher(made).replaceFirst("");
    if (NO_RUN.matcher(plain).find()) {
      return NO_RUN.matcher(plain).replaceFirst("");
    }
    return SHELL.matcher(plain).replaceFirst("RUN ");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_COMMAND ? text : text.substring(0, LONGEST_COMMAND) + "…";
  }

  boolean is(Made question) {
    return made == question;
  }
}
