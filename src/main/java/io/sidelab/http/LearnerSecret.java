package io.sidelab.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The 256 random bits that make somebody a learner. Whoever holds them is that learner, so they
 * never leave the cookie: what is stored, logged and compared are hashes of them.
 */
final class LearnerSecret {
  private static final int BYTES = 32;
  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** 128 bits of a hash: nobody finds a second secret for a given learner. */
  private static final int ID_CHARACTERS = 32;

  private final String text;

  private LearnerSecret(String text) {
    this.text = text;
  }

  static LearnerSecret random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new LearnerSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Empty for what is none of ours by its form. */
  static Optional<LearnerSecret> read(String text) {
    return WRITTEN.matcher(text).matches()
        ? Optional.of(new LearnerSecret(text))
        : Optional.empty();
  }

  /** As the cookie carries it. */
  String text() {
    return text;
  }

  String hash() {
    return sha256(text);
  }

  /** The learner's public name follows from the secret, so it is the same before it is stored. */
  String learnerId() {
    return sha256("learner " + text).substring(0, ID_CHARACTERS);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
