package io.sidelab.oidc;

/**
 * Who has signed in at the provider.
 *
 * @param issuer together with the subject, the only thing that tells people apart for good
 * @param subject the provider's own name for the person, never given to another one
 * @param name for people to read; chosen by the person at many providers, so it proves nothing
 * @param instructor whether the claims make an instructor now
 */
public record Person(String issuer, String subject, String name, boolean instructor) {}
