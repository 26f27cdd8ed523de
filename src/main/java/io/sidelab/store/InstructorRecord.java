package io.sidelab.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An instructor's account.
 *
 * @param nameKey the name as names are compared; no two accounts have the same
 * @param passwordHash with its salt and parameters; empty for who signs in elsewhere
 */
public record InstructorRecord(
    String id, String name, String nameKey, Optional<String> passwordHash, Instant created) {}
