package io.sidelab.http;

import io.javalin.http.Context;
import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.recording.RecordingFile;
import io.sidelab.recording.Recordings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Shows recordings of a workspace to whoever may see them: that is for the caller to know. */
final class RecordingAnswers {
  private static final String ENDING = ".cast";

  private final Cards cards;
  private final Templates templates;
  private final Recordings recordings;

  RecordingAnswers(Cards cards, Templates templates, Recordings recordings) {
    this.cards = cards;
    this.templates = templates;
    this.recordings = recordings;
  }

  record RecordedJson(String id, String lab, String title, Instant started) {
    static RecordedJson of(RecordedWorkspace one) {
      return new RecordedJson(one.id(), one.labId(), one.labTitle(), one.started());
    }
  }

  private record FileJson(String name, String title, Instant started, double seconds, long bytes) {
    static FileJson of(RecordingFile file) {
      double seconds = file.length().toMillis() / 1000.0;
      return new FileJson(file.name(), file.title(), file.started(), seconds, file.bytes());
    }
  }

  private record FileList(RecordedJson workspace, List<FileJson> files) {}

  /** The recordings of that learner's workspace. */
  RecordedWorkspace find(String learnerId, String workspaceId) throws Refusal {
    return recordings
        .find(learnerId, workspaceId)
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "There are no such recordings. They are kept for "
                        + cards.kept()
                        + " after a lab."));
  }

  /**
   * @param files where the page reads them
   * @param back the page that lists them
   */
  void player(Context ctx, RecordedWorkspace workspace, String files, String back) {
    templates.recording(
        ctx,
        new RecordingPage(
            workspace, recordings.files(workspace.id()), cards.kept(), files, back, cards.host()));
  }

  void files(Context ctx, RecordedWorkspace workspace) {
    ctx.json(
        new FileList(
            RecordedJson.of(workspace),
            recordings.files(workspace.id()).stream().map(FileJson::of).toList()));
  }

  /** Bounded by the size that one recording may have. */
  void file(Context ctx, RecordedWorkspace workspace) throws Refusal, IOException {
    String file = ctx.pathParam("file");
    String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
    var content =
        recordings
            .open(workspace.id(), name)
            .orElseThrow(() -> Refusal.notFound("There is no such recording in this lab."));
    ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    ctx.contentType("application/x-asciicast").result(content);
  }
}
