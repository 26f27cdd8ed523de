package io.sidelab.content;

/**
 * Where an author finds a part of a lab again.
 *
 * @param file relative to the folder of the labs
 * @param line from 1
 */
public record FileLine(String file, int line) {
  /** So many lines further down. */
  public FileLine down(int lines) {
    return new FileLine(file, line + lines);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
