package io.sidelab.content;

import java.util.List;
import java.util.Set;

/**
 * A quiz question of a step. The page never carries which choices are right.
 *
 * @param id unique in the lab
 * @param html the question, safe HTML
 * @param choices what can be chosen, safe HTML each
 * @param right indexes into choices; one of them makes it a single choice
 * @param explanation safe HTML, shown after an answer
 * @param at its fence
 */
public record Question(
    String id,
    String html,
    List<String> choices,
    Set<Integer> right,
    String explanation,
    FileLine at) {}
