package io.sidelab.workshop;

import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workspace.WorkspaceView;
import java.util.List;

/**
 * A workshop as one of its learners sees it.
 *
 * @param running the learner's workspaces of it that are not over
 * @param messages what the instructor said lately, oldest first
 */
public record ClassView(
    WorkshopRecord workshop,
    ParticipantRecord me,
    Standing standing,
    List<WorkspaceView> running,
    List<Event> messages) {}
