package io.sidelab.oidc;

/**
 * Somebody who is back from the provider.
 *
 * @param next where they were on their way to, as it was given at the departure
 */
public record Arrival(Person person, String next) {}
