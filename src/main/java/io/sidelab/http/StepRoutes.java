package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.Prediction;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceView;
import io.sidelab.workspace.Workspaces;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The API of a workspace's steps: checks, questions, predictions and commands that a click types.
 */
final class StepRoutes {
  /** More digits than any lab has steps, and fewer than an int can hold. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private final Gate gate;
  private final Json json;
  private final Workspaces workspaces;
  private final Supplier<LabCatalog> labs;

  StepRoutes(Gate gate, Json json, Parts parts) {
    this.gate = gate;
    this.json = json;
    this.workspaces = parts.workspaces();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    String step = "/api/workspaces/{id}/steps/{step}";
    routes.post(step + "/check", this::check);
    routes.post(step + "/answers", this::answer);
    routes.post(step + "/predictions", this::predict);
    routes.post(step + "/blocks/{block}/run", this::run);
  }

  private void check(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    int step = number(ctx, "step");
    gate.admitEngineWork(learner);
    ctx.json(workspaces.check(learner.id(), ctx.pathParam("id"), step));
  }

  private record Answer(String question, List<Integer> choices) {}

  private void answer(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    WorkspaceView view = workspaces.find(learner.id(), ctx.pathParam("id"));
    Answer body = json.read(ctx, Answer.class);
    if (body.choices().contains(null)) {
      throw new Refusal(400, "bad_field", "A choice is a number, from 0.");
    }
    if (!asks(view.labId(), number(ctx, "step"), body.question())) {
      throw new Refusal(404, "no_such_part", "This step does not ask that question.");
    }
    ctx.json(
        workspaces.answer(learner.id(), view.id(), body.question(), new HashSet<>(body.choices())));
  }

  private boolean asks(String labId, int number, String question) {
    return labs.get().find(labId).map(Lab::steps).orElse(List.of()).stream()
        .filter(step -> step.number() == number)
        .flatMap(step -> step.questions().stream())
        .anyMatch(asked -> asked.id().equals(question));
  }

  private record Guess(String prediction, String guess) {}

  private void predict(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    WorkspaceView view = workspaces.find(learner.id(), ctx.pathParam("id"));
    Guess body = json.read(ctx, Guess.class);
    Prediction asked = asked(view.labId(), number(ctx, "step"), body.prediction());
    String guess = body.guess().strip();
    if (!asked.accepts(guess)) {
      throw new Refusal(
          400,
          "bad_field",
          asked.unit().isEmpty()
              ? "Guess a word or two, at most 40 characters."
              : "Guess a number, such as 12 or 0.5.");
    }
    gate.admitEngineWork(learner);
    ctx.json(workspaces.predict(learner.id(), view.id(), asked.id(), guess));
  }

  private Prediction asked(String labId, int number, String id) throws Refusal {
    return labs.get().find(labId).map(Lab::steps).orElse(List.of()).stream()
        .filter(step -> step.number() == number)
        .flatMap(step -> step.predictions().stream())
        .filter(prediction -> prediction.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(404, "no_such_part", "This step does not ask for that guess."));
  }

  private record Run(String terminal) {}

  private void run(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    Run body = json.read(ctx, Run.class);
    workspaces.type(
        learner.id(),
        ctx.pathParam("id"),
        number(ctx, "step"),
        number(ctx, "block"),
        body.terminal());
    ctx.status(204);
  }

  private static int number(Context ctx, String name) throws Refusal {
    String text = ctx.pathParam(name);
    if (!NUMBER.matcher(text).matches()) {
      throw Refusal.notFound("A " + name + " of a lab is a number.");
    }
    return Integer.parseInt(text);
  }
}
