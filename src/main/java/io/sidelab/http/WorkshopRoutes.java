package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.LabCatalog;
import io.sidelab.image.ImageLibrary;
import io.sidelab.instructor.Instructor;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Seating;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.SeatReport;
import io.sidelab.workspace.Warmth;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The API of workshops as plans, for their instructors. */
final class WorkshopRoutes {
  private final SignIns signIns;
  private final Json json;
  private final Workshops workshops;
  private final ImageLibrary images;
  private final Supplier<LabCatalog> labs;

  WorkshopRoutes(SignIns signIns, Json json, Parts parts) {
    this.signIns = signIns;
    this.json = json;
    this.workshops = parts.workshops();
    this.images = parts.images();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    String one = "/api/workshops/{id}";
    routes.get("/api/workshops", this::all);
    routes.post("/api/workshops", this::prepare);
    routes.post("/api/workshops/fit", ctx -> fit(ctx, Optional.empty()));
    routes.get(one, this::find);
    routes.put(one, this::change);
    routes.delete(one, this::delete);
    routes.post(one + "/fit", ctx -> fit(ctx, Optional.of(id(ctx))));
    routes.post(one + "/open", this::open);
    routes.post(one + "/end", this::end);
    routes.post(one + "/warm", this::warm);
    routes.get(one + "/warm", this::warmth);
  }

  private record WorkshopList(List<WorkshopJson> workshops) {}

  private void all(Context ctx) throws Refusal {
    Instructor instructor = signIns.require(ctx);
    List<WorkshopRecord> mine = workshops.preparation().of(instructor.id());
    ctx.json(new WorkshopList(mine.stream().map(this::json).toList()));
  }

  private void prepare(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    WorkshopRecord made =
        workshops.preparation().prepare(instructor.id(), json.read(ctx, PlanJson.class).plan());
    prepareImages(made);
    ctx.status(201).json(json(made));
  }

  private void find(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(json(workshops.preparation().find(signIns.require(ctx).id(), id(ctx))));
  }

  private void change(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    PlanJson plan = json.read(ctx, PlanJson.class);
    WorkshopRecord changed = workshops.preparation().change(instructor.id(), id(ctx), plan.plan());
    prepareImages(changed);
    ctx.json(json(changed));
  }

  /** Begins to pull or build what is missing, and does not wait for it. */
  private void prepareImages(WorkshopRecord workshop) {
    images.prepare(LabImages.of(labs.get(), workshop.labs()));
  }

  private void delete(Context ctx) throws Refusal, WorkshopFailure {
    workshops.preparation().delete(signIns.require(ctx).id(), id(ctx));
    ctx.status(204);
  }

  /**
   * @param promised seats of other workshops at that time, which are counted as taken
   */
  private record FitJson(boolean fits, int promised, List<SeatReport.Need> needs) {}

  private void fit(Context ctx, Optional<String> workshopId) throws Refusal, WorkshopFailure {
    signIns.require(ctx);
    Seating.Fit fit = workshops.seating().fit(json.read(ctx, PlanJson.class).plan(), workshopId);
    ctx.json(new FitJson(fit.report().fits(), fit.promised(), fit.report().needs()));
  }

  private void open(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(json(workshops.preparation().open(signIns.require(ctx).id(), id(ctx))));
  }

  private void end(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(json(workshops.preparation().end(signIns.require(ctx).id(), id(ctx))));
  }

  private record Warm(String lab, int count) {}

  private void warm(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    Warm body = json.read(ctx, Warm.class);
    prepareImages(workshops.preparation().find(instructor.id(), id(ctx)));
    workshops.seating().warm(instructor.id(), id(ctx), body.lab(), body.count());
    ctx.json(workshops.seating().warmth(instructor.id(), id(ctx)));
  }

  private void warmth(Context ctx) throws Refusal, WorkshopFailure {
    Warmth warmth = workshops.seating().warmth(signIns.require(ctx).id(), id(ctx));
    ctx.json(warmth);
  }

  private WorkshopJson json(WorkshopRecord workshop) {
    return WorkshopJson.of(workshop, workshops);
  }

  private static String id(Context ctx) {
    return ctx.pathParam("id");
  }
}
