package io.sidelab.instructor;

import io.sidelab.instructor.InstructorFailure.Reason;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords and their hashes: Argon2id with 19 MiB, two passes and one lane, the least that OWASP's
 * Password Storage Cheat Sheet recommends (cheatsheetseries.owasp.org, read in November 2026).
 *
 * <p>Two are hashed at a time, so a flood of sign-ins takes 38 MiB and two processors at most. Up
 * to {@link #WAITING} callers wait for their turn, which is a second of work; those beyond are
 * turned away at once, so that sign-ins never take all threads of the server.
 */
final class Passwords {
  static final int SHORTEST = 10;
  static final int LONGEST = 128;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int AT_A_TIME = 2;
  private static final int WAITING = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  private final Semaphore places = new Semaphore(AT_A_TIME + WAITING);
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);

  /**
   * Refuses what is too short to be kept from guessing or too long to be typed. There are no other
   * rules: they make passwords worse (NIST SP 800-63B, 3.1.1.2).
   */
  static void check(String password) throws InstructorFailure {
    int length = length(password);
    if (length < SHORTEST) {
      throw new InstructorFailure(
          Reason.BAD_PASSWORD, "The password needs " + SHORTEST + " characters or more.");
    }
    if (length > LONGEST) {
      throw new InstructorFailure(
          Reason.BAD_PASSWORD, "The password may have " + LONGEST + " characters at most.");
    }
  }

  String hash(String password) throws InstructorFailure {
    check(password);
    return inTurn(() -> encoder.encode(normal(password)));
  }

  /** Takes the same time whether there is a hash to compare with or not. */
  boolean matches(String password, Optional<String> hash) throws InstructorFailure {
    if (length(password) > LONGEST) {
      return false;
    }
    String normal = normal(password);
    return inTurn(
        () ->
            hash.isPresent()
                ? encoder.matches(normal, hash.get())
                : encoder.encode(normal).isEmpty());
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inTurn(Work<T> work) throws InstructorFailure {
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
      try {
        return work.run();
      } finally {
        turns.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    } finally {
      places.release();
    }
  }

  private static InstructorFailure busy() {
    return new InstructorFailure(
        Reason.BUSY, "Too many people sign in just now. Wait a few seconds and try again.");
  }

  private static int length(String password) {
    return password.codePointCount(0, password.length());
  }

  /** The same characters however a keyboard composes them. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}
