package io.sidelab.recording;

import java.time.Duration;

/**
 * What recordings may take.
 *
 * @param enabled whether anything is recorded at all, whatever labs say
 * @param recordingBytes of the largest file
 * @param totalBytes of all files; the oldest ended workspaces give way
 * @param kept after the last output of an ended workspace
 */
public record RecordingSettings(
    boolean enabled, long recordingBytes, long totalBytes, Duration kept) {
  private static final int FULL_RECORDINGS = 8;

  /** A day of typing fits into 8 MiB; a class of forty into 2 GiB for a week. */
  public static RecordingSettings defaults() {
    return new RecordingSettings(true, 8L << 20, 2L << 30, Duration.ofDays(7));
  }

  /** Of all terminals of one workspace: opening more of them gets a learner no more room. */
  long workspaceBytes() {
    return Math.min(totalBytes, FULL_RECORDINGS * recordingBytes);
  }
}
