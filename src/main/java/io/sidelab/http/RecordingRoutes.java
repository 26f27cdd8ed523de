package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.recording.RecordingFile;
import io.sidelab.recording.Recordings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Recordings of a learner's own terminals: pages to watch them on, and the files. */
final class RecordingRoutes {
  private static final String ENDING = ".cast";

  private final Gate gate;
  private final Cards cards;
  private final Templates templates;
  private final Recordings recordings;

  RecordingRoutes(Gate gate, Cards cards, Templates templates, Parts parts) {
    this.gate = gate;
    this.cards = cards;
    this.templates = templates;
    this.recordings = parts.recordings();
  }

  void add(RoutesConfig routes) {
    routes.get("/recordings", this::list);
    routes.get("/recordings/{id}", this::player);
    routes.get("/api/recordings", this::all);
    routes.get("/api/recordings/{id}", this::files);
    routes.get("/api/recordings/{id}/{file}", this::file);
  }

  private record RecordedJson(String id, String lab, String title, Instant started) {
    static RecordedJson of(RecordedWorkspace one) {
      return new RecordedJson(one.id(), one.labId(), one.labTitle(), one.started());
    }
  }

  private record RecordedList(List<RecordedJson> recordings) {}

  private record FileJson(String name, String title, Instant started, double seconds, long bytes) {
    static FileJson of(RecordingFile file) {
      double seconds = file.length().toMillis() / 1000.0;
      return new FileJson(file.name(), file.title(), file.started(), seconds, file.bytes());
    }
  }

  private record FileList(RecordedJson workspace, List<FileJson> files) {}

  private void list(Context ctx) throws Refusal {
    templates.recordings(ctx, recordings.of(learner(ctx).id()), cards.host(), cards.kept());
  }

  private void player(Context ctx) throws Refusal {
    RecordedWorkspace workspace = mine(ctx);
    templates.recording(
        ctx,
        new RecordingPage(workspace, recordings.files(workspace.id()), cards.kept(), cards.host()));
  }

  private void all(Context ctx) throws Refusal {
    ctx.json(
        new RecordedList(recordings.of(learner(ctx).id()).stream().map(RecordedJson::of).toList()));
  }

  private void files(Context ctx) throws Refusal {
    RecordedWorkspace workspace = mine(ctx);
    ctx.json(
        new FileList(
            RecordedJson.of(workspace),
            recordings.files(workspace.id()).stream().map(FileJson::of).toList()));
  }

  /** Bounded by the size that one recording may have. */
  private void file(Context ctx) throws Refusal, IOException {
    RecordedWorkspace workspace = mine(ctx);
    String file = ctx.pathParam("file");
    String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
    var content =
        recordings
            .open(workspace.id(), name)
            .orElseThrow(() -> Refusal.notFound("There is no such recording in this lab."));
    ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    ctx.contentType("application/x-asciicast").result(content);
  }

  private Learner learner(Context ctx) throws Refusal {
    return gate.learner(ctx.req(), ctx.res());
  }

  private RecordedWorkspace mine(Context ctx) throws Refusal {
    return recordings
        .find(learner(ctx).id(), ctx.pathParam("id"))
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "There are no such recordings. They are kept for "
                        + cards.kept()
                        + " after a lab."));
  }
}
