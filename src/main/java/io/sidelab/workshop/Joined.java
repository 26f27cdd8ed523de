package io.sidelab.workshop;

import io.sidelab.store.ParticipantRecord;
import java.util.Optional;

/**
 * A learner who got in.
 *
 * @param personalCode as people read it, when it was made just now: nobody can read it later
 */
public record Joined(ParticipantRecord participant, Optional<String> personalCode) {}
