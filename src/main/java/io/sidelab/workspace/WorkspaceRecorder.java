package io.sidelab.workspace;

import io.sidelab.store.Store;
import io.sidelab.store.StoreException;
import io.sidelab.store.WorkspaceRecord;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store's copy of one workspace up to date. Called by its announcer, never twice at once.
 */
final class WorkspaceRecorder implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceRecorder.class);

  /** That the learner was there is worth a write once a minute, not once a keystroke. */
  private static final Duration USE_WORTH_WRITING = Duration.ofMinutes(1);

  private final Store store;
  private final Workspace workspace;
  private volatile WorkspaceRecord written;

  WorkspaceRecorder(Store store, Workspace workspace) {
    this.store = store;
    this.workspace = workspace;
  }

  /**
   * The first time, before anything is made on the engine.
   *
   * @throws StoreException when it cannot be written; then the workspace must not begin
   */
  void begin() {
    WorkspaceRecord record = workspace.toRecord();
    store.saveWorkspace(record);
    written = record;
  }

  @Override
  public void run() {
    WorkspaceRecord record = workspace.toRecord();
    if (!worthWriting(record)) {
      return;
    }
    try {
      store.saveWorkspace(record);
      written = record;
    } catch (StoreException failure) {
      // The machines go on; labels on the engine let a later server find them all the same.
      LOG.error("workspace {}: its state was not saved: {}", workspace.id(), failure.getMessage());
    }
  }

  private boolean worthWriting(WorkspaceRecord record) {
    WorkspaceRecord last = written;
    if (last == null || !record.equals(sameUse(last, record))) {
      return true;
    }
    return Duration.between(last.used(), record.used()).compareTo(USE_WORTH_WRITING) >= 0;
  }

  private static WorkspaceRecord sameUse(WorkspaceRecord last, WorkspaceRecord record) {
    return new WorkspaceRecord(
        last.id(),
        last.learnerId(),
        last.labId(),
        last.state(),
        last.network(),
        last.machines(),
        last.created(),
        last.expires(),
        record.used(),
        last.endReason(),
        last.terms());
  }
}
