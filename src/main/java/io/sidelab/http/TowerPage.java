package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.Step;
import io.sidelab.instructor.Instructor;
import io.sidelab.workshop.TowerView;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The page of a class for its instructor: the control tower. */
final class TowerPage {
  private final SignIns signIns;
  private final Templates templates;
  private final Json json;
  private final Workshops workshops;
  private final Supplier<LabCatalog> labs;

  TowerPage(SignIns signIns, Templates templates, Json json, Parts parts) {
    this.signIns = signIns;
    this.templates = templates;
    this.json = json;
    this.workshops = parts.workshops();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    routes.get("/workshops/{id}", this::show);
  }

  /** What a page has to know of a lab to name its steps. */
  private record LabJson(String id, String title, List<StepJson> steps) {
    static LabJson of(Lab lab) {
      return new LabJson(lab.id(), lab.title(), lab.steps().stream().map(StepJson::of).toList());
    }
  }

  /**
   * @param check whether there is something to do that is checked
   */
  private record StepJson(int number, String title, boolean check) {
    static StepJson of(Step step) {
      return new StepJson(step.number(), step.title(), step.check().isPresent());
    }
  }

  private record Shown(TowerJson tower, List<LabJson> labs) {}

  private void show(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    TowerView view = workshops.tower().look(instructor.id(), ctx.pathParam("id"));
    List<LabJson> its =
        view.workshop().labs().stream()
            .flatMap(id -> labs.get().find(id).stream())
            .map(LabJson::of)
            .toList();
    String shown = json.writeForScript(new Shown(TowerJson.of(view, workshops), its));
    templates.show(
        ctx,
        "tower",
        Map.of(
            "id",
            view.workshop().id(),
            "title",
            view.workshop().title(),
            "instructor",
            instructor.name(),
            "json",
            shown));
  }
}
