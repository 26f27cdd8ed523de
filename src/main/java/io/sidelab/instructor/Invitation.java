package io.sidelab.instructor;

import java.time.Instant;

/**
 * A link that makes one more instructor and that nobody used yet. Its secret is told once.
 *
 * @param inviterId the instructor who made it
 */
public record Invitation(String id, String inviterId, Instant created, Instant expires) {}
