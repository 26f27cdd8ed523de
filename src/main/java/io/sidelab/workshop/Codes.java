package io.sidelab.workshop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Codes that people read aloud and type: no vowels, so that no words come about, and nothing that
 * looks like something else.
 */
final class Codes {
  private static final String LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789";

  /** 28 to the power of 6: 29 bits. With the rate limits of joining, decades to guess one. */
  private static final int JOIN = 6;

  /** 28 to the power of 8: 38 bits, and worth something only together with the join code. */
  private static final int PERSONAL = 8;

  private final SecureRandom random = new SecureRandom();

  String join() {
    return letters(JOIN);
  }

  String personal() {
    return letters(PERSONAL);
  }

  /** Names nobody sees: 96 bits. */
  String identifier() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** As it is stored and compared, from what somebody typed: case, spaces and dashes go. */
  static String plain(String typed) {
    return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  /** In groups of four, or three if that is what it has: as people read it. */
  static String written(String code) {
    int half = code.length() / 2;
    return code.substring(0, half) + "-" + code.substring(half);
  }

  /** A personal code is stored as this; the workshop in it keeps equal codes apart. */
  static String hash(String workshopId, String personalCode) {
    try {
      byte[] text = (workshopId + " " + personalCode).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String letters(int count) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < count; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }
}
