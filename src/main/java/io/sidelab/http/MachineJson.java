package io.sidelab.http;

import io.sidelab.workspace.MachineChange;
import io.sidelab.workspace.MachineView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A machine of a workspace on the wire.
 *
 * @param changeable whether its learner may choose what it is made with
 * @param change a choice that is on its way, or the last one that came to nothing
 */
record MachineJson(
    String name,
    String title,
    String kind,
    String image,
    String state,
    String message,
    String terminal,
    List<String> terminals,
    Optional<String> accelerator,
    Optional<Long> promptMillis,
    long memoryBytes,
    double cpus,
    boolean changeable,
    Optional<ChangeJson> change) {

  /** A choice and what becomes of it. */
  record ChangeJson(String image, long memoryBytes, double cpus, String message, boolean failed) {

    static ChangeJson of(MachineChange change) {
      return new ChangeJson(
          change.choice().image(),
          change.choice().memoryBytes(),
          change.choice().cpus(),
          change.message(),
          change.failed());
    }
  }

  static MachineJson of(MachineView view) {
    return new MachineJson(
        view.name(),
        view.title(),
        view.kind().name().toLowerCase(Locale.ROOT),
        view.image(),
        view.state().name().toLowerCase(Locale.ROOT),
        view.message(),
        view.terminal(),
        view.terminals(),
        view.accelerator(),
        view.promptMillis(),
        view.memoryBytes(),
        view.cpus(),
        view.changeable(),
        view.change().map(ChangeJson::of));
  }
}
