package io.sidelab.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A link that makes one account and was not used yet.
 *
 * @param tokenHash SHA-256 of the link's secret, in hexadecimal
 * @param inviterId the instructor who made it; empty for the link of the first instructor
 */
public record LinkRecord(
    String id, String tokenHash, Optional<String> inviterId, Instant created, Instant expires) {}
