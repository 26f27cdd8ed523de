package io.sidelab.instructor;

/**
 * Somebody who prepares and runs workshops.
 *
 * @param id lasting, for the store and the log
 * @param name as they wrote it, 1 to 60 characters
 */
public record Instructor(String id, String name) {}
