package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.workshop.Guesses;
import io.sidelab.workshop.WorkshopFailure;

/** How a class guessed: for learners who guessed, and for the instructor. */
final class SpreadRoutes {
  private final Gate gate;
  private final SignIns signIns;
  private final Guesses guesses;

  SpreadRoutes(Gate gate, SignIns signIns, Parts parts) {
    this.gate = gate;
    this.signIns = signIns;
    this.guesses = parts.workshops().guesses();
  }

  void add(RoutesConfig routes) {
    String prediction = "/{id}/labs/{lab}/predictions/{prediction}";
    routes.get("/api/classes" + prediction, this::ofClass);
    routes.get("/api/workshops" + prediction, this::ofWorkshop);
  }

  private void ofClass(Context ctx) throws Refusal, WorkshopFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    ctx.json(
        guesses.ofClass(
            learner.id(), ctx.pathParam("id"), ctx.pathParam("lab"), ctx.pathParam("prediction")));
  }

  private void ofWorkshop(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(
        guesses.ofWorkshop(
            signIns.require(ctx).id(),
            ctx.pathParam("id"),
            ctx.pathParam("lab"),
            ctx.pathParam("prediction")));
  }
}
