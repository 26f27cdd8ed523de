package io.sidelab.store;

/**
 * Who somebody is at a provider of OpenID Connect.
 *
 * @param issuer names the provider
 * @param subject the provider's name for the person, never given to another one
 */
public record IdentityRecord(String issuer, String subject) {}
