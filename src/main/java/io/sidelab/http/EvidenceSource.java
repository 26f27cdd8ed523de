package io.sidelab.http;

import io.sidelab.engine.EngineFailure;
import io.sidelab.workspace.WorkspaceView;

/** Measures what a lab claims, on a workspace that runs. Called by request threads. */
@FunctionalInterface
public interface EvidenceSource {
  /**
   * Measures now; may take seconds.
   *
   * @return a record, written as JSON
   */
  Object measure(WorkspaceView workspace) throws EngineFailure;
}
