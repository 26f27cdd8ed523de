package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.instructor.Instructor;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Joining;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The pages on which instructors prepare workshops and invite to them. */
final class WorkshopPages {
  private final Gate gate;
  private final Set<String> publicOrigins;
  private final SignIns signIns;
  private final Templates templates;
  private final Json json;
  private final Workshops workshops;
  private final Supplier<LabCatalog> labs;

  WorkshopPages(
      Gate gate,
      AccessSettings access,
      SignIns signIns,
      Templates templates,
      Json json,
      Parts parts) {
    this.gate = gate;
    this.publicOrigins = access.publicOrigins();
    this.signIns = signIns;
    this.templates = templates;
    this.json = json;
    this.workshops = parts.workshops();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    routes.get("/workshops", this::list);
    routes.get("/workshops/{id}/invitation", this::invitation);
  }

  /** A lab as a plan needs to know it. */
  private record LabChoice(String id, String title, int minutes) {
    static LabChoice of(Lab lab) {
      return new LabChoice(lab.id(), lab.title(), lab.minutes());
    }
  }

  private record Plans(List<WorkshopJson> workshops, List<LabChoice> labs) {}

  private void list(Context ctx) throws Refusal {
    Instructor instructor = signIns.require(ctx);
    Plans plans =
        new Plans(
            workshops.preparation().of(instructor.id()).stream()
                .map(workshop -> WorkshopJson.of(workshop, workshops))
                .toList(),
            labs.get().labs().stream().map(LabChoice::of).toList());
    templates.show(
        ctx,
        "workshops",
        Map.of("instructor", instructor.name(), "json", json.writeForScript(plans)));
  }

  /** For the projector: the code, the link and the QR code, as large as fits. */
  private void invitation(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    WorkshopRecord workshop = workshops.preparation().find(instructor.id(), ctx.pathParam("id"));
    String link = origin(ctx) + "/join/" + workshop.code();
    templates.show(
        ctx,
        "invitation",
        Map.of(
            "title",
            workshop.title(),
            "code",
            Joining.written(workshop),
            "address",
            origin(ctx).replaceFirst("https?://", "") + "/join",
            "link",
            link,
            "qr",
            QrCode.svg(link)));
  }

  /** Where learners reach this server: as the settings say, else as the instructor does. */
  private String origin(Context ctx) {
    return publicOrigins.stream()
        .sorted()
        .findFirst()
        .orElseGet(
            () ->
                (gate.caller(ctx.req()).secure() ? "https://" : "http://")
                    + ctx.req().getHeader("Host"));
  }
}
