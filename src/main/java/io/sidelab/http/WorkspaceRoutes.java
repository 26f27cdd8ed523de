package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.engine.EngineFailure;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceState;
import io.sidelab.workspace.WorkspaceView;
import io.sidelab.workspace.Workspaces;
import java.util.List;
import java.util.function.Supplier;

/** The API of workspaces as a whole. */
final class WorkspaceRoutes {
  /** Of a folder's path; Linux allows four times that. */
  private static final int LONGEST_PATH = 1024;

  private final Gate gate;
  private final StartRules rules;
  private final Json json;
  private final Workspaces workspaces;
  private final Supplier<LabCatalog> labs;
  private final EvidenceSource evidence;
  private final EvidenceSource layers;
  private final LayerSource layerFolders;
  private final EvidenceSource stacks;

  WorkspaceRoutes(Gate gate, StartRules rules, Json json, Parts parts) {
    this.gate = gate;
    this.rules = rules;
    this.json = json;
    this.workspaces = parts.workspaces();
    this.labs = parts.labs();
    this.evidence = parts.evidence();
    this.layers = parts.layers();
    this.layerFolders = parts.layerFolders();
    this.stacks = parts.stacks();
  }

  void add(RoutesConfig routes) {
    routes.post("/api/workspaces", this::start);
    routes.get("/api/workspaces", this::mine);
    routes.get("/api/workspaces/{id}", this::read);
    routes.delete("/api/workspaces/{id}", this::end);
    routes.post("/api/workspaces/{id}/extend", this::extend);
    routes.post("/api/workspaces/{id}/used", this::used);
    routes.get("/api/workspaces/{id}/evidence", ctx -> measure(ctx, evidence));
    routes.get("/api/workspaces/{id}/evidence/layers", ctx -> measure(ctx, layers));
    routes.get("/api/workspaces/{id}/evidence/layers/files", this::layerFolder);
    routes.get("/api/workspaces/{id}/evidence/stacks", ctx -> measure(ctx, stacks));
  }

  private record Start(String lab) {}

  private void start(Context ctx) throws Refusal, WorkspaceFailure {
    Start body = json.read(ctx, Start.class);
    Lab lab =
        labs.get()
            .find(body.lab())
            .orElseThrow(
                () ->
                    new Refusal(
                        404, "no_such_lab", "There is no lab of that name; see /api/labs."));
    Learner learner = gate.learner(ctx.req(), ctx.res());
    rules.check(learner, ctx);
    gate.admitStart(ctx.req(), learner);
    WorkspaceView view = workspaces.start(learner.id(), lab);
    ctx.header("Location", "/api/workspaces/" + view.id());
    ctx.status(view.state() == WorkspaceState.QUEUED ? 202 : 201).json(WorkspaceJson.of(view));
  }

  private record WorkspaceList(List<WorkspaceJson> workspaces) {}

  private void mine(Context ctx) throws Refusal {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    ctx.json(
        new WorkspaceList(workspaces.of(learner.id()).stream().map(WorkspaceJson::of).toList()));
  }

  private void read(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    ctx.json(WorkspaceJson.of(workspaces.find(learner.id(), ctx.pathParam("id"))));
  }

  private void end(Context ctx) throws Refusal, WorkspaceFailure {
    workspaces.close(gate.learner(ctx.req(), ctx.res()).id(), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void extend(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    ctx.json(WorkspaceJson.of(workspaces.extend(learner.id(), ctx.pathParam("id"))));
  }

  private void used(Context ctx) throws Refusal, WorkspaceFailure {
    workspaces.used(gate.learner(ctx.req(), ctx.res()).id(), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void measure(Context ctx, EvidenceSource source)
      throws Refusal, WorkspaceFailure, EngineFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    WorkspaceView view = workspaces.find(learner.id(), ctx.pathParam("id"));
    gate.admitEngineWork(learner);
    ctx.json(source.measure(view));
  }

  private void layerFolder(Context ctx) throws Refusal, WorkspaceFailure, EngineFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    WorkspaceView view = workspaces.find(learner.id(), ctx.pathParam("id"));
    String layer = parameter(ctx, "layer");
    String path = parameter(ctx, "path");
    if (!path.startsWith("/") || path.length() > LONGEST_PATH) {
      throw new Refusal(400, "bad_path", "The path must be that of a folder, such as /etc.");
    }
    gate.admitEngineWork(learner);
    ctx.json(layerFolders.look(view, layer, path));
  }

  private static String parameter(Context ctx, String name) throws Refusal {
    String value = ctx.queryParam(name);
    if (value == null) {
      throw new Refusal(400, "bad_query", "The address needs ?layer=ID&path=/FOLDER.");
    }
    return value;
  }
}
