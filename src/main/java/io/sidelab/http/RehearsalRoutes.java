package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.rehearsal.RehearsalReport;
import io.sidelab.rehearsal.Rehearsals;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.WorkshopFailure;
import java.util.Map;
import java.util.Optional;

/** Rehearsals of workshops, for their instructors: the API and a page of their own. */
final class RehearsalRoutes {
  private final SignIns signIns;
  private final Templates templates;
  private final Json json;
  private final Parts parts;
  private final Rehearsals rehearsals;

  RehearsalRoutes(SignIns signIns, Templates templates, Json json, Parts parts) {
    this.signIns = signIns;
    this.templates = templates;
    this.json = json;
    this.parts = parts;
    this.rehearsals = parts.rehearsals();
  }

  void add(RoutesConfig routes) {
    String one = "/api/workshops/{id}/rehearsal";
    routes.get("/workshops/{id}/rehearsal", this::page);
    routes.post(one, this::start);
    routes.get(one, this::look);
    routes.delete(one, this::stop);
  }

  private record Wish(int learners, int minutes) {}

  /**
   * @param report of the latest rehearsal; nothing before the first
   */
  private record Answer(Optional<RehearsalReport> report) {}

  private void start(Context ctx) throws Refusal, WorkshopFailure {
    String instructorId = signIns.require(ctx).id();
    Wish wish = json.read(ctx, Wish.class);
    RehearsalReport begun =
        rehearsals.start(instructorId, ctx.pathParam("id"), wish.learners(), wish.minutes());
    ctx.status(202).json(new Answer(Optional.of(begun)));
  }

  private void look(Context ctx) throws Refusal, WorkshopFailure {
    String instructorId = signIns.require(ctx).id();
    ctx.json(new Answer(rehearsals.latest(instructorId, ctx.pathParam("id"))));
  }

  private void stop(Context ctx) throws Refusal, WorkshopFailure {
    rehearsals.stop(signIns.require(ctx).id(), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void page(Context ctx) throws Refusal, WorkshopFailure {
    String instructorId = signIns.require(ctx).id();
    WorkshopRecord workshop =
        parts.workshops().preparation().find(instructorId, ctx.pathParam("id"));
    templates.show(
        ctx,
        "rehearsal",
        Map.of(
            "id", workshop.id(),
            "title", workshop.title(),
            "instructor", signIns.require(ctx).name(),
            "learners", Math.min(workshop.seats(), Rehearsals.MOST_LEARNERS)));
  }
}
