package io.sidelab.workshop;

import io.sidelab.store.WorkshopRecord;
import java.time.Instant;
import java.util.List;

/**
 * A class as its instructor sees it, at one moment.
 *
 * @param medianPassed steps that half of those who work have passed, in all labs together
 */
public record TowerView(
    WorkshopRecord workshop, Instant when, double medianPassed, List<LearnerRow> learners) {}
