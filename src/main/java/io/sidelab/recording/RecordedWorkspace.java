package io.sidelab.recording;

import java.time.Instant;

/**
 * Whose recordings these are and what was done in them; outlives workspace and lab.
 *
 * @param labTitle as it was then
 */
public record RecordedWorkspace(
    String id, String learnerId, String labId, String labTitle, Instant started) {}
