package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.store.WorkspaceRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back the workspaces that an earlier server left in the store. From then on they are there
 * for their learners; {@link Takeover} finds out what the engine still has of them.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final String WAITING =
      "The server was restarted and looks for this lab's machines.";

  private final WorkspaceFactory factory;
  private final Registry registry;
  private final Admission admission;
  private final Endings endings;

  Adoption(WorkspaceFactory factory, Registry registry, Admission admission, Endings endings) {
    this.factory = factory;
    this.registry = registry;
    this.admission = admission;
    this.endings = endings;
  }

  /** Returns those whose machines are to be looked for. */
  List<Workspace> restore(List<WorkspaceRecord> records, LabCatalog catalog) {
    List<Workspace> restored = new ArrayList<>();
    for (WorkspaceRecord record : records) {
      Workspace workspace =
          factory.restored(record, catalog.find(record.labId()).orElseGet(() -> unknown(record)));
      registry.adopt(workspace);
      admission.occupy(workspace);
      admission.holds(workspace, Room.memory(workspace.definitions()));
      if (resume(workspace, record, catalog)) {
        restored.add(workspace);
      }
    }
    LOG.info("Workspaces known of an earlier server: {}", records.size());
    return restored;
  }

  /** Whether it may go on. */
  private boolean resume(Workspace workspace, WorkspaceRecord record, LabCatalog catalog) {
    WorkspaceState state = WorkspaceState.valueOf(record.state());
    if (state == WorkspaceState.CLOSING) {
      EndReason reason = record.endReason().map(EndReason::valueOf).orElse(EndReason.START_FAILED);
      closes(workspace, reason);
      return false;
    }
    workspace.change(
        () -> {
          workspace.become(
              state == WorkspaceState.READY ? state : WorkspaceState.STARTING, WAITING);
          workspace.machines().forEach(machine -> machine.waiting(WAITING));
          return true;
        });
    if (catalog.find(record.labId()).isEmpty()) {
      endings.end(workspace, EndReason.LAB_REMOVED);
      return false;
    }
    if (state == WorkspaceState.QUEUED) {
      endings.end(workspace, EndReason.START_FAILED, Takeover.RESTARTED);
      return false;
    }
    return true;
  }

  private void closes(Workspace workspace, EndReason reason) {
    workspace.change(
        () -> {
          workspace.endsBecause(reason);
          workspace.become(WorkspaceState.CLOSING, reason.message());
          return true;
        });
    endings.goOn(workspace, true);
  }

  /** Stands in for a lab that is not in the catalogue any more. */
  private static Lab unknown(WorkspaceRecord record) {
    return new Lab(
        record.labId(),
        record.labId(),
        "",
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        false,
        Path.of(record.labId()));
  }
}
