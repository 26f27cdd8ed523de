package io.sidelab.workshop;

import io.sidelab.store.ParticipantRecord;
import io.sidelab.workspace.WorkspaceView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One learner as the instructor sees them.
 *
 * @param present whether a page of theirs is open
 * @param workspace of the lab that they started last, while the server knows it
 * @param active when they last did something, typing included
 * @param stuck why we think that they need help; empty when we do not
 */
public record LearnerRow(
    ParticipantRecord participant,
    boolean present,
    Standing standing,
    Optional<WorkspaceView> workspace,
    Instant active,
    List<String> stuck) {}
