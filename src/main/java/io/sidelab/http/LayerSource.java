package io.sidelab.http;

import io.sidelab.engine.EngineFailure;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceView;

/** Looks into the layers of a workspace's images. Called by request threads. */
@FunctionalInterface
public interface LayerSource {
  /**
   * Looks now; may take seconds.
   *
   * @param layer its identifier
   * @param folder an absolute path
   * @return a record, written as JSON
   */
  Object look(WorkspaceView workspace, String layer, String folder)
      throws EngineFailure, WorkspaceFailure;
}
