package io.sidelab.instructor;

/**
 * What was made just now, with the secret that opens it: 43 characters of the URL-safe Base64
 * alphabet. Told once and stored nowhere.
 */
public record Secret<T>(T made, String token) {
  /** Without the secret, so that no log gets it by accident. */
  @Override
  public String toString() {
    return "Secret[made=" + made + "]";
  }
}
