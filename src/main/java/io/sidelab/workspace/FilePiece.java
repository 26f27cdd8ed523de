package io.sidelab.workspace;

import java.util.Optional;

/**
 * A piece of a file that is written into a machine: small ones one after another, so that no
 * request is long. The file becomes visible, whole, with the last of them.
 *
 * @param path of the file, absolute
 * @param upload names this writing of the file among others
 * @param offset where the piece belongs; that of the first is 0
 * @param last whether the file ends with it
 * @param expected what the file must be now for the last piece to count: the SHA-256 of its content
 *     in lower-case hexadecimal, or {@link #ABSENT}; empty for whatever it is
 */
public record FilePiece(
    String path,
    String upload,
    long offset,
    byte[] bytes,
    boolean last,
    Optional<String> expected) {
  /** Expected of a file that is to be new. */
  public static final String ABSENT = "absent";
}
