package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.evidence.DensityView;
import io.sidelab.workspace.DensityRuns;
import io.sidelab.workspace.WorkspaceFailure;

/** The API of races and growing numbers of containers. Looking costs the engine nothing. */
final class DensityRoutes {
  private static final String BASE = "/api/workspaces/{id}/evidence/density";

  private final Gate gate;
  private final Json json;
  private final DensityRuns runs;

  DensityRoutes(Gate gate, Json json, Parts parts) {
    this.gate = gate;
    this.json = json;
    this.runs = parts.density();
  }

  void add(RoutesConfig routes) {
    routes.get(BASE, this::view);
    routes.post(BASE + "/race", this::race);
    routes.post(BASE + "/growth", this::grow);
    routes.delete(BASE, this::stop);
  }

  private void view(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    ctx.json(runs.view(learner.id(), ctx.pathParam("id")));
  }

  private record Number(int containers) {}

  private void race(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    String id = ctx.pathParam("id");
    int containers = number(ctx, runs.view(learner.id(), id).budget().race());
    gate.admitEngineWork(learner);
    ctx.status(202).json(runs.race(learner.id(), id, containers));
  }

  private void grow(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    String id = ctx.pathParam("id");
    int containers = number(ctx, runs.view(learner.id(), id).budget().containers());
    gate.admitEngineWork(learner);
    ctx.status(202).json(runs.grow(learner.id(), id, containers));
  }

  private void stop(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    DensityView view = runs.stop(learner.id(), ctx.pathParam("id"));
    ctx.status(202).json(view);
  }

  private int number(Context ctx, int most) throws Refusal {
    int containers = json.read(ctx, Number.class).containers();
    if (containers < 1 || containers > most) {
      throw new Refusal(400, "bad_field", "The number of containers must be 1 to " + most + ".");
    }
    return containers;
  }
}
