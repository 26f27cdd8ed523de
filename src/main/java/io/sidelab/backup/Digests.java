package io.sidelab.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How members are told apart from damaged ones. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
