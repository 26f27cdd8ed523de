package io.sidelab.workspace;

import io.sidelab.evidence.DensityView;

/**
 * Races of containers against a VM, and growing numbers of containers, in workspaces whose labs
 * allow them. Every call names the learner who asks; what is not theirs is not found. One run at a
 * time in each workspace, and a bounded number on the server; others are refused. Safe for use by
 * any thread; no call waits for the engine.
 */
public interface DensityRuns {
  /** What is allowed, what goes on, and what the latest runs measured. */
  DensityView view(String learnerId, String id) throws WorkspaceFailure;

  /**
   * Begins to start containers and a VM side by side.
   *
   * @param containers 1 to what the view's budget allows for a race
   */
  DensityView race(String learnerId, String id, int containers) throws WorkspaceFailure;

  /**
   * Begins with one container, then more and more.
   *
   * @param containers the most, 1 to what the view's budget allows
   */
  DensityView grow(String learnerId, String id, int containers) throws WorkspaceFailure;

  /** Has the run end that goes on, if any; what it made is removed soon after. */
  DensityView stop(String learnerId, String id) throws WorkspaceFailure;
}
