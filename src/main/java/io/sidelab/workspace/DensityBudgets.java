package io.sidelab.workspace;

import io.sidelab.content.DensityDefinition;
import io.sidelab.evidence.DensityView.Budget;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.Optional;

/** How far runs may go in a workspace: what its lab says, within the server's bounds. */
final class DensityBudgets {
  private final DensitySettings settings;

  DensityBudgets(DensitySettings settings) {
    this.settings = settings;
  }

  DensityDefinition definition(Workspace workspace) throws WorkspaceFailure {
    return workspace
        .lab()
        .density()
        .orElseThrow(
            () ->
                new WorkspaceFailure(
                    Reason.NO_SUCH_PART, "This lab has no races and no growing numbers."));
  }

  Budget of(Workspace workspace) throws WorkspaceFailure {
    DensityDefinition lab = definition(workspace);
    WorkspaceMachine machine = LabParts.machine(workspace, lab.machine());
    return new Budget(
        machine.definition().title(),
        machine.definition().image(),
        vm(workspace, lab).map(vm -> vm.definition().title()).orElse(""),
        Math.min(lab.containers(), settings.containers()),
        Math.min(lab.race(), settings.containers()),
        Math.min(lab.memoryBytes(), settings.memoryBytes()),
        Math.min(lab.diskBytes(), settings.diskBytes()),
        settings.floorBytes());
  }

  Optional<WorkspaceMachine> vm(Workspace workspace, DensityDefinition lab) {
    return lab.vm().flatMap(workspace::machine);
  }

  /** Why no further run may go on. */
  String busy() {
    return settings.runs() == 0
        ? "Whoever runs this server has switched races and growing numbers off."
        : "Other learners' containers are being started and measured right now; more at once would"
            + " spoil everybody's figures. Try again in a minute.";
  }
}
