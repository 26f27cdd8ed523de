package io.sidelab.content;

import java.util.List;
import java.util.Optional;

/**
 * A page of a lab.
 *
 * @param number from 1
 * @param html safe to put into a page as it stands
 * @param check empty where there is nothing to do
 * @param predictions the figures to guess; the page has a place for each
 * @param commands the click-to-run blocks of the page in order; the page refers to them by index,
 *     so that no browser decides what a click runs
 */
public record Step(
    int number,
    String title,
    String html,
    Optional<Check> check,
    List<Question> questions,
    List<Prediction> predictions,
    List<RunnableBlock> commands) {}
