package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.LabCatalog;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Joining;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import java.util.Map;
import java.util.function.Supplier;

/** The pages of classes that learners see. */
final class ClassPages {
  private final Gate gate;
  private final Templates templates;
  private final Json json;
  private final Workshops workshops;
  private final Supplier<LabCatalog> labs;

  ClassPages(Gate gate, Templates templates, Json json, Parts parts) {
    this.gate = gate;
    this.templates = templates;
    this.json = json;
    this.workshops = parts.workshops();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    routes.get("/join", this::ask);
    routes.get("/join/{code}", this::join);
    routes.get("/classes/{id}", this::show);
  }

  private void ask(Context ctx) {
    templates.show(ctx, "join", Map.of("title", "", "code", "", "wrong", false));
  }

  /** By a link: the code need not be typed, and who is in already goes on. */
  private void join(Context ctx) throws Refusal {
    gate.admitCode(ctx.req());
    try {
      WorkshopRecord workshop = workshops.joining().find(ctx.pathParam("code"));
      boolean in =
          gate.known(ctx.req())
              .filter(learner -> workshops.joining().of(learner.id()).contains(workshop))
              .isPresent();
      if (in) {
        ctx.status(303).header("Location", "/classes/" + workshop.id());
        return;
      }
      templates.show(
          ctx,
          "join",
          Map.of("title", workshop.title(), "code", Joining.written(workshop), "wrong", false));
    } catch (WorkshopFailure wrong) {
      templates.show(ctx, "join", Map.of("title", "", "code", "", "wrong", true));
    }
  }

  private void show(Context ctx) throws Refusal, WorkshopFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    ClassJson now =
        ClassJson.of(workshops.attendance().look(learner.id(), ctx.pathParam("id")), labs.get());
    templates.show(ctx, "class", Map.of("title", now.title(), "json", json.writeForScript(now)));
  }
}
