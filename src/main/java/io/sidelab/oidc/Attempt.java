package io.sidelab.oidc;

import java.time.Instant;

/**
 * A sign-in that is under way at the provider.
 *
 * @param browser secret of the browser that began it
 * @param nonce that the ID token must carry
 * @param verifier that the code is bound to, RFC 7636
 * @param redirect where the provider sends the browser back to
 */
record Attempt(
    String browser, String nonce, String verifier, String redirect, String next, Instant expires) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Attempt[redirect=" + redirect + ", expires=" + expires + "]";
  }
}
