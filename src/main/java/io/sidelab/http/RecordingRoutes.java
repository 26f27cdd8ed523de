package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.http.RecordingAnswers.RecordedJson;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.recording.Recordings;
import java.io.IOException;
import java.util.List;

/** Recordings of a learner's own terminals: pages to watch them on, and the files. */
final class RecordingRoutes {
  private final Gate gate;
  private final Cards cards;
  private final Templates templates;
  private final Recordings recordings;
  private final RecordingAnswers answers;

  RecordingRoutes(Gate gate, Cards cards, Templates templates, Parts parts) {
    this.gate = gate;
    this.cards = cards;
    this.templates = templates;
    this.recordings = parts.recordings();
    this.answers = new RecordingAnswers(cards, templates, recordings);
  }

  void add(RoutesConfig routes) {
    routes.get("/recordings", this::list);
    routes.get("/recordings/{id}", this::player);
    routes.get("/api/recordings", this::all);
    routes.get("/api/recordings/{id}", ctx -> answers.files(ctx, mine(ctx)));
    routes.get("/api/recordings/{id}/{file}", this::file);
  }

  private record RecordedList(List<RecordedJson> recordings) {}

  private void list(Context ctx) throws Refusal {
    templates.recordings(ctx, recordings.of(learner(ctx).id()), cards.host(), cards.kept());
  }

  private void player(Context ctx) throws Refusal {
    RecordedWorkspace workspace = mine(ctx);
    answers.player(ctx, workspace, "/api/recordings/" + workspace.id(), "/recordings");
  }

  private void all(Context ctx) throws Refusal {
    ctx.json(
        new RecordedList(recordings.of(learner(ctx).id()).stream().map(RecordedJson::of).toList()));
  }

  private void file(Context ctx) throws Refusal, IOException {
    answers.file(ctx, mine(ctx));
  }

  private Learner learner(Context ctx) throws Refusal {
    return gate.learner(ctx.req(), ctx.res());
  }

  private RecordedWorkspace mine(Context ctx) throws Refusal {
    return answers.find(learner(ctx).id(), ctx.pathParam("id"));
  }
}
