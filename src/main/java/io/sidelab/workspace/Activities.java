package io.sidelab.workspace;

import io.sidelab.content.Step;
import io.sidelab.engine.Subscription;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happens in workspaces, on the thread on which it happened and with no lock held. A
 * listener may write to the store, and must not wait for anything else.
 */
final class Activities {
  private static final Logger LOG = LoggerFactory.getLogger(Activities.class);

  private final Clock clock;
  private final List<Consumer<Activity>> listeners = new CopyOnWriteArrayList<>();

  Activities(Clock clock) {
    this.clock = clock;
  }

  Subscription add(Consumer<Activity> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void tell(Workspace workspace, Activity.Kind kind, int step, String detail) {
    Activity activity =
        new Activity(
            clock.instant(),
            workspace.id(),
            workspace.learnerId(),
            workspace.lab().id(),
            kind,
            step,
            detail);
    for (Consumer<Activity> listener : listeners) {
      try {
        listener.accept(activity);
      } catch (RuntimeException failure) {
        LOG.warn("workspace {}: {} was not taken down", workspace.id(), kind, failure);
      }
    }
  }

  /** Which step of a lab it is that has something. */
  static int stepWith(Workspace workspace, Predicate<Step> something) {
    return workspace.lab().steps().stream()
        .filter(something)
        .mapToInt(Step::number)
        .findFirst()
        .orElse(0);
  }
}
