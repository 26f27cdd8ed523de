package io.sidelab.instructor;

import java.time.Instant;

/** An instructor as others see them, and since when they are one. */
public record Colleague(Instructor instructor, Instant since) {}
