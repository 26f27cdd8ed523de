package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.recording.Recordings;
import io.sidelab.store.StoreException;
import io.sidelab.terminal.Terminal;
import java.util.Optional;

/** Gives learners their workspaces: a warm one of their cohort when there is one, or a new one. */
final class Starts {
  private final Registry registry;
  private final WorkspaceFactory factory;
  private final Arrivals arrivals;
  private final WarmPool pool;
  private final Recordings recordings;

  Starts(
      Registry registry,
      WorkspaceFactory factory,
      Arrivals arrivals,
      WarmPool pool,
      Recordings recordings) {
    this.registry = registry;
    this.factory = factory;
    this.arrivals = arrivals;
    this.pool = pool;
    this.recordings = recordings;
  }

  Workspace start(String learnerId, Lab lab, StartTerms terms) throws WorkspaceFailure {
    Optional<Workspace> warm = pool.claim(learnerId, lab, terms);
    if (warm.isPresent()) {
      return warm.get();
    }
    Workspace workspace = fresh(learnerId, lab, terms);
    if (workspace.state() == WorkspaceState.QUEUED) {
      pool.makeWay(workspace);
    }
    return workspace;
  }

  private Workspace fresh(String learnerId, Lab lab, StartTerms terms) throws WorkspaceFailure {
    registry.refuseTooMany(learnerId);
    Workspace workspace = factory.fresh(learnerId, lab, terms);
    registry.add(workspace);
    try {
      arrivals.enter(workspace);
    } catch (WorkspaceFailure | StoreException failure) {
      registry.forget(workspace);
      workspace.terminals().forEach(Terminal::close);
      recordings.ended(workspace.id());
      throw failure;
    }
    return workspace;
  }
}
