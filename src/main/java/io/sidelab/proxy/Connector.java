package io.sidelab.proxy;

import io.sidelab.engine.RunningCommand;
import io.sidelab.workspace.WorkspaceFailure;

/** Connects to ports of machines; may be asked by many threads at once, and may wait. */
@FunctionalInterface
public interface Connector {
  /** The exit code of {@code nc} when it is refused. */
  int REFUSED = 1;

  /**
   * What flows to and from the port. Its output ends at once with {@link #REFUSED} where nothing
   * listens, and with another exit code but 0 when the machine cannot be asked.
   *
   * @throws WorkspaceFailure such as when the workspace has ended
   */
  RunningCommand connect(PortTarget target) throws WorkspaceFailure;
}
