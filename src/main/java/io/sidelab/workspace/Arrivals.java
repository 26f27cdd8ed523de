package io.sidelab.workspace;

import io.sidelab.store.Store;
import io.sidelab.store.StoreException;
import io.sidelab.workspace.WorkspaceFailure.Reason;

/** Lets a new workspace in: to its machines at once, or into the queue. */
final class Arrivals {
  private static final String FULL =
      "The server is full. Your lab starts by itself as soon as there is room; keep this page open.";

  private final Store store;
  private final Admission admission;
  private final Starter starter;

  Arrivals(Store store, Admission admission, Starter starter) {
    this.store = store;
    this.admission = admission;
    this.starter = starter;
  }

  /**
   * @throws io.sidelab.store.StoreException when it cannot be remembered; then nothing has begun
   */
  void enter(Workspace workspace) throws WorkspaceFailure {
    WorkspaceRecorder recorder = new WorkspaceRecorder(store, workspace);
    recorder.begin();
    workspace.watch(recorder);
    Admission.Entry entry = admission.enter(workspace);
    if (entry == Admission.Entry.REFUSED) {
      refuse(workspace);
    }
    if (entry == Admission.Entry.ADMITTED) {
      starter.begin(workspace);
    } else {
      workspace.change(() -> workspace.waits(FULL));
    }
  }

  /**
   * Lets a workspace of the pool in, only into a place that is held for its cohort.
   *
   * @return whether there was one; otherwise nothing has begun, and nothing is remembered
   */
  boolean enterSeat(Workspace workspace) {
    WorkspaceRecorder recorder = new WorkspaceRecorder(store, workspace);
    if (!admission.enterSeat(workspace)) {
      return false;
    }
    try {
      recorder.begin();
    } catch (StoreException failure) {
      admission.leave(workspace).forEach(starter::begin);
      throw failure;
    }
    workspace.watch(recorder);
    starter.begin(workspace);
    return true;
  }

  private static void refuse(Workspace workspace) throws WorkspaceFailure {
    String text = "The server is full, and so is its queue. Try again in some minutes.";
    workspace.change(
        () -> {
          workspace.become(WorkspaceState.CLOSED, text);
          return true;
        });
    throw new WorkspaceFailure(Reason.QUEUE_FULL, text);
  }
}
