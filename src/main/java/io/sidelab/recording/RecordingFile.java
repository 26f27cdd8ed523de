package io.sidelab.recording;

import java.time.Duration;
import java.time.Instant;

/**
 * One recording as it is now.
 *
 * @param name unique in its workspace, such as {@code box-1}
 * @param title of the lab and the machine
 * @param length from its first output to its latest
 */
public record RecordingFile(
    String name, String title, Instant started, Duration length, long bytes) {}
