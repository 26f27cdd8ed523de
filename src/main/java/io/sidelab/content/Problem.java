package io.sidelab.content;

/**
 * A fault in a lab or recipe, for its author.
 *
 * @param file relative to the folder that was read
 * @param line from 1, or 0 when the whole file is meant
 * @param message what is wrong and what would be right
 */
public record Problem(String file, int line, String message) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
  }
}
