package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.Workspaces;

/** The API of a workspace's machines and further terminals. */
final class MachineRoutes {
  private final Gate gate;
  private final Workspaces workspaces;

  MachineRoutes(Gate gate, Parts parts) {
    this.gate = gate;
    this.workspaces = parts.workspaces();
  }

  void add(RoutesConfig routes) {
    routes.post("/api/workspaces/{id}/machines/{machine}/terminals", this::openTerminal);
    routes.post("/api/workspaces/{id}/machines/{machine}/restart", this::restart);
    routes.post("/api/workspaces/{id}/machines/{machine}/reset", this::reset);
    routes.delete("/api/workspaces/{id}/terminals/{terminal}", this::closeTerminal);
  }

  private record Opened(String terminal) {}

  private void openTerminal(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    String terminal =
        workspaces.openTerminal(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"));
    ctx.status(201).json(new Opened(terminal));
  }

  private void restart(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    workspaces.restart(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"));
    ctx.status(204);
  }

  /** Accepted, not done: the workspace tells how it goes on. */
  private void reset(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    String id = ctx.pathParam("id");
    workspaces.reset(learner.id(), id, ctx.pathParam("machine"));
    ctx.status(202).json(WorkspaceJson.of(workspaces.find(learner.id(), id)));
  }

  private void closeTerminal(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    workspaces.closeTerminal(learner.id(), ctx.pathParam("id"), ctx.pathParam("terminal"));
    ctx.status(204);
  }
}
