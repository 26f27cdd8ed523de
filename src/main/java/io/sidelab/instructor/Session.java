package io.sidelab.instructor;

import java.time.Instant;

/**
 * An instructor who is signed in with one browser.
 *
 * @param browser what it calls itself, in a few words
 * @param place where its address belongs, in a few words
 * @param used at least, to the minute
 */
public record Session(
    String id, Instructor instructor, String browser, String place, Instant since, Instant used) {}
