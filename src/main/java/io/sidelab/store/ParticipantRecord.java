package io.sidelab.store;

import java.time.Instant;

/**
 * A learner of a workshop.
 *
 * @param id public name of the learner within workshops; says nothing of their cookie
 * @param learnerId whose workspaces these are
 * @param name as the learner gave it, unique in the workshop
 * @param codeHash of the personal code by which the learner comes back from another browser
 */
public record ParticipantRecord(
    String id, String workshopId, String learnerId, String name, String codeHash, Instant joined) {}
