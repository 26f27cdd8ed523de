package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.http.RecordingAnswers.RecordedJson;
import io.sidelab.instructor.Instructor;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.recording.Recordings;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Afterwards;
import io.sidelab.workshop.Afterwards.LearnerWorkspace;
import io.sidelab.workshop.Results;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Results of a workshop for its instructor: page, files to take home, recordings of its labs. */
final class ResultsPage {
  private final SignIns signIns;
  private final Templates templates;
  private final Json json;
  private final Workshops workshops;
  private final Recordings recordings;
  private final RecordingAnswers answers;

  ResultsPage(SignIns signIns, Cards cards, Templates templates, Json json, Parts parts) {
    this.signIns = signIns;
    this.templates = templates;
    this.json = json;
    this.workshops = parts.workshops();
    this.recordings = parts.recordings();
    this.answers = new RecordingAnswers(cards, templates, recordings);
  }

  void add(RoutesConfig routes) {
    String api = "/api/workshops/{id}";
    routes.get("/workshops/{id}/results", this::page);
    routes.get(api + "/results.json", this::asJson);
    routes.get(api + "/results.csv", this::asCsv);
    routes.get(api + "/recordings", this::recorded);
    routes.get(api + "/recordings/{workspace}", ctx -> answers.files(ctx, recording(ctx)));
    routes.get(api + "/recordings/{workspace}/{file}", this::file);
    routes.get("/workshops/{id}/recordings/{workspace}", this::player);
  }

  private void page(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    WorkshopRecord workshop = workshops.preparation().find(instructor.id(), id(ctx));
    templates.show(
        ctx,
        "results",
        Map.of("id", workshop.id(), "title", workshop.title(), "instructor", instructor.name()));
  }

  private void asJson(Context ctx) throws Refusal, WorkshopFailure {
    Results results = results(ctx);
    offer(ctx, results.title(), "json");
    ctx.contentType("application/json; charset=utf-8").result(json.write(results));
  }

  private void asCsv(Context ctx) throws Refusal, WorkshopFailure {
    Results results = results(ctx);
    offer(ctx, results.title(), "csv");
    ctx.contentType("text/csv; charset=utf-8")
        .result(Afterwards.csv(results).getBytes(StandardCharsets.UTF_8));
  }

  private Results results(Context ctx) throws Refusal, WorkshopFailure {
    return workshops.afterwards().results(signIns.require(ctx).id(), id(ctx));
  }

  /** Older programs read the plain name, others the one with all letters (RFC 6266). */
  private static void offer(Context ctx, String title, String ending) {
    String plain = title.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    String whole =
        URLEncoder.encode(title.replaceAll("[\\\\/:*?\"<>|]", "-"), StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A");
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"%s.%s\"; filename*=UTF-8''%s.%s"
            .formatted(plain.isEmpty() ? "workshop" : plain, ending, whole, ending));
    ctx.header("Cache-Control", "no-store");
  }

  private record Recorded(RecordedJson recording, String learner) {}

  private record RecordedList(List<Recorded> recordings) {}

  private void recorded(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(
        new RecordedList(
            workshops.afterwards().workspaces(signIns.require(ctx).id(), id(ctx)).stream()
                .flatMap(
                    one ->
                        recordings.find(one.learner().learnerId(), one.id()).stream()
                            .map(
                                found ->
                                    new Recorded(RecordedJson.of(found), one.learner().name())))
                .toList()));
  }

  private void player(Context ctx) throws Refusal, WorkshopFailure {
    RecordedWorkspace workspace = recording(ctx);
    String source = "/api/workshops/" + id(ctx) + "/recordings/" + workspace.id();
    answers.player(ctx, workspace, source, "/workshops/" + id(ctx) + "/results");
  }

  private void file(Context ctx) throws Refusal, WorkshopFailure, IOException {
    answers.file(ctx, recording(ctx));
  }

  private RecordedWorkspace recording(Context ctx) throws Refusal, WorkshopFailure {
    LearnerWorkspace lab =
        workshops
            .afterwards()
            .workspace(signIns.require(ctx).id(), id(ctx), ctx.pathParam("workspace"));
    return answers.find(lab.learner().learnerId(), lab.id());
  }

  private static String id(Context ctx) {
    return ctx.pathParam("id");
  }
}
