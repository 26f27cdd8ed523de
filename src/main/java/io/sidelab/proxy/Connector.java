package io.sidelab.proxy;

import io.sidelab.engine.RunningCommand;
import io.sidelab.workspace.WorkspaceFailure;

/** Connects to ports of machines; may be asked by many threads at once, and may wait. */
@FunctionalInterface
public interface Connector {
  /**
   * What flows to and from the port. Where nothing listens, its output ends at once, with an exit
   * code that is not 0.
   *
   * @throws WorkspaceFailure such as when the workspace has ended
   */
  RunningCommand connect(PortTarget target) throws WorkspaceFailure;
}
