package io.sidelab.http;

import io.sidelab.evidence.LayerView;
import io.sidelab.evidence.LayerView.Ledger;
import io.sidelab.evidence.LayerView.OwnLayer;
import io.sidelab.evidence.LayerView.Stack;
import io.sidelab.evidence.LayerView.StackedLayer;
import io.sidelab.workspace.WorkspaceView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Layers on paper: one of each, with what may be missing missing. */
final class LayerPicture {
  private LayerPicture() {}

  static LayerView of(WorkspaceView workspace) {
    StackedLayer layer =
        new StackedLayer("sha256:1", "A", "sha256:1", Optional.empty(), OptionalLong.of(7), 1, 2);
    OwnLayer own = new OwnLayer("box", "The box", "container", OptionalLong.empty(), "not made");
    return new LayerView(
        PaperWorkspaces.CREATED,
        "by looking",
        "by weighing",
        List.of(new Stack("debian:12", "sha256:i", 7, List.of(layer), List.of(own), "")),
        List.of(
            new Ledger("lab", "This lab", "added", PaperWorkspaces.CREATED, 1, 0, 7, 7, 0, true)));
  }
}
