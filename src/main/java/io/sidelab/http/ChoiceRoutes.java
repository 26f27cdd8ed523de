package io.sidelab.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.workspace.MachineWish;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.Workspaces;
import java.util.Optional;

/** The API of what learners choose for machines. */
final class ChoiceRoutes {
  private static final int LONGEST_NAME = 400;

  private final Gate gate;
  private final Json json;
  private final Workspaces workspaces;

  ChoiceRoutes(Gate gate, Json json, Parts parts) {
    this.gate = gate;
    this.json = json;
    this.workspaces = parts.workspaces();
  }

  void add(RoutesConfig routes) {
    routes.get("/api/workspaces/{id}/machines/{machine}/choices", this::offer);
    routes.post("/api/workspaces/{id}/machines/{machine}/choices", this::choose);
  }

  private void offer(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    ctx.json(
        OfferJson.of(
            workspaces.offer(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"))));
  }

  /** What is left out stays as it is. No record, because all parts of those must be there. */
  private static final class Choice {
    @JsonProperty private String image;
    @JsonProperty private Long memoryBytes;
    @JsonProperty private Double cpus;
  }

  /** Accepted, not done: the workspace tells how it goes on. */
  private void choose(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    Choice choice = json.read(ctx, Choice.class);
    if (choice.image != null && choice.image.length() > LONGEST_NAME) {
      throw new Refusal(400, "bad_field", "The name of the image is too long.");
    }
    gate.admitEngineWork(learner);
    MachineWish wish =
        new MachineWish(
            Optional.ofNullable(choice.image),
            Optional.ofNullable(choice.memoryBytes),
            Optional.ofNullable(choice.cpus));
    String id = ctx.pathParam("id");
    workspaces.choose(learner.id(), id, ctx.pathParam("machine"), wish);
    ctx.status(202).json(WorkspaceJson.of(workspaces.find(learner.id(), id)));
  }
}
