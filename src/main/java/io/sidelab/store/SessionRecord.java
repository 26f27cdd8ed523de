package io.sidelab.store;

import java.time.Instant;

/**
 * An instructor who is signed in with one browser.
 *
 * @param tokenHash SHA-256 of the cookie's secret, in hexadecimal
 * @param browser what it calls itself, in a few words
 * @param place where its address belongs, in a few words
 */
public record SessionRecord(
    String id,
    String tokenHash,
    String instructorId,
    String browser,
    String place,
    Instant created,
    Instant used) {}
