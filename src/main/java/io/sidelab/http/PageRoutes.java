package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.LabPictures;
import io.sidelab.instructor.Instructor;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceView;
import io.sidelab.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The pages that people see. */
final class PageRoutes {
  private final Gate gate;
  private final SignIns signIns;
  private final Cards cards;
  private final Templates templates;
  private final Json json;
  private final Workspaces workspaces;
  private final Workshops workshops;
  private final Supplier<LabCatalog> labs;

  PageRoutes(Gate gate, SignIns signIns, Cards cards, Templates templates, Json json, Parts parts) {
    this.gate = gate;
    this.signIns = signIns;
    this.cards = cards;
    this.templates = templates;
    this.json = json;
    this.workspaces = parts.workspaces();
    this.workshops = parts.workshops();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    routes.get("/", this::catalog);
    routes.get("/labs/{id}", this::lab);
    routes.get("/labs/{id}/files/<path>", this::picture);
    routes.get("/workspaces/{id}", this::workspace);
  }

  private void catalog(Context ctx) throws Refusal {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    List<WorkspaceView> open = cards.open(learner);
    LabCatalog catalog = labs.get();
    CatalogPage page =
        new CatalogPage(
            catalog.labs().stream().map(lab -> cards.lab(lab, open)).toList(),
            open.stream().map(cards::openLab).toList(),
            cards.host(),
            catalog.unreadable(),
            workspaces.capacity().full(),
            cards.recorded(learner));
    templates.catalog(ctx, page, signIns.find(ctx).map(Instructor::name).orElse(""));
  }

  private void lab(Context ctx) throws Refusal {
    List<WorkspaceView> open = cards.open(gate.learner(ctx.req(), ctx.res()));
    templates.lab(ctx, cards.lab(find(ctx.pathParam("id")), open), cards.host());
  }

  private void picture(Context ctx) throws Refusal, IOException {
    String name = ctx.pathParam("path");
    Path file =
        LabPictures.find(find(ctx.pathParam("id")), name)
            .orElseThrow(() -> Refusal.notFound("There is no such picture in this lab."));
    // Pictures may change under their name while an author works on a lab.
    ctx.header("Cache-Control", "private, max-age=60");
    ctx.contentType(LabPictures.mediaType(name)).result(Files.newInputStream(file));
  }

  private void workspace(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    WorkspaceView view = workspaces.find(learner.id(), ctx.pathParam("id"));
    String state = json.writeForScript(WorkspaceJson.of(view));
    String recordedFor = view.recorded() ? cards.kept() : "";
    templates.workspace(
        ctx,
        new WorkspacePage(
            find(view.labId()),
            view.id(),
            state,
            recordedFor,
            workshops.workshopOf(view.id()).orElse(""),
            cards.host()));
  }

  private Lab find(String id) throws Refusal {
    return labs.get()
        .find(id)
        .orElseThrow(() -> Refusal.notFound("There is no such lab. Choose one of the list."));
  }
}
