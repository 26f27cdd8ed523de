package io.sidelab.workshop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How long workshops are kept, and what goes with them.
 *
 * @param ended after which an ended workshop is deleted with everything of its learners; empty for
 *     never
 * @param recordings deletes what was recorded of these workspaces, as far as anything was
 */
public record Keeping(Optional<Duration> ended, Consumer<List<String>> recordings) {}
