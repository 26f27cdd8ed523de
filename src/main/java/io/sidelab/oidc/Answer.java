package io.sidelab.oidc;

import java.util.Optional;

/**
 * The provider's answer as the browser brings it, which may as well be anybody's.
 *
 * @param issuer who answers, RFC 9207
 * @param error instead of a code
 */
public record Answer(
    Optional<String> state,
    Optional<String> code,
    Optional<String> issuer,
    Optional<String> error,
    Optional<String> errorDescription) {}
