package io.sidelab.workspace;

import java.security.SecureRandom;
import java.util.Base64;

/** Names nobody can guess, made of letters, digits, dashes and underscores. */
final class Identifiers {
  /** 128 bits: guessing one of a million live ones takes longer than the sun has left. */
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
