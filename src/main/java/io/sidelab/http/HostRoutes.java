package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.LabCatalog;
import io.sidelab.vm.Accelerator;
import io.sidelab.workspace.Capacity;
import io.sidelab.workspace.WorkspaceView;
import java.util.List;
import java.util.Locale;

/** The API of everything that belongs to no workspace. */
final class HostRoutes {
  private final Gate gate;
  private final Cards cards;
  private final EngineWatch engine;
  private final Parts parts;
  private final Metrics metrics;

  HostRoutes(Gate gate, Cards cards, EngineWatch engine, Parts parts, Metrics metrics) {
    this.gate = gate;
    this.cards = cards;
    this.engine = engine;
    this.parts = parts;
    this.metrics = metrics;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/health", this::health);
    routes.get("/api/labs", this::labs);
    routes.get("/api/images", this::images);
    routes.get("/metrics", this::metrics);
  }

  private record Health(String status, EngineHealth engine, Vm vm, Room capacity, Labs labs) {}

  private record Vm(String accelerator, String detail) {}

  private record Room(int running, int limit, int queued, boolean full) {}

  private record Labs(int readable, int problems) {}

  /** The server is well when it answers this; how the engine is stands inside. */
  private void health(Context ctx) {
    Accelerator accelerator = parts.machines().accelerator();
    Capacity room = parts.workspaces().capacity();
    LabCatalog catalog = parts.labs().get();
    ctx.json(
        new Health(
            "ok",
            engine.health(),
            new Vm(accelerator.kind().name().toLowerCase(Locale.ROOT), accelerator.detail()),
            new Room(room.running(), room.limit(), room.queued(), room.full()),
            new Labs(catalog.labs().size(), catalog.problems().size())));
  }

  private record LabList(List<LabCard> labs, int problems) {}

  private void labs(Context ctx) throws Refusal {
    List<WorkspaceView> open = cards.open(gate.learner(ctx.req(), ctx.res()));
    LabCatalog catalog = parts.labs().get();
    ctx.json(
        new LabList(
            catalog.labs().stream().map(lab -> cards.lab(lab, open)).toList(),
            catalog.problems().size()));
  }

  private record ImageList(List<ImageJson> images) {}

  private void images(Context ctx) {
    ctx.json(new ImageList(parts.images().all().stream().map(ImageJson::of).toList()));
  }

  private void metrics(Context ctx) throws Refusal {
    gate.admitMetrics(ctx.req());
    ctx.contentType(Metrics.CONTENT_TYPE).result(metrics.scrape());
  }
}
