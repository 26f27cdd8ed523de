package io.sidelab.http;

import io.sidelab.workspace.MachineView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A machine of a workspace on the wire. */
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
    Optional<Long> promptMillis) {

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
        view.promptMillis());
  }
}
