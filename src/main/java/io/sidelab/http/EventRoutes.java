package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.engine.Subscription;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.ImageStatus;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceState;
import io.sidelab.workspace.WorkspaceView;
import io.sidelab.workspace.Workspaces;

/**
 * What happens, as it happens. Events say only that something changed; what is sent is read when it
 * is sent, so the newest is never overtaken by an older one.
 */
final class EventRoutes {
  private final Gate gate;
  private final EventStreams streams;
  private final Workspaces workspaces;
  private final ImageLibrary images;

  EventRoutes(Gate gate, EventStreams streams, Parts parts) {
    this.gate = gate;
    this.streams = streams;
    this.workspaces = parts.workspaces();
    this.images = parts.images();
  }

  void add(RoutesConfig routes) {
    routes.get("/api/workspaces/{id}/events", this::ofWorkspace);
    routes.get("/api/images/events", this::ofImages);
  }

  private void ofWorkspace(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    String id = ctx.pathParam("id");
    streams.open(ctx, learner, gate.address(ctx.req()), stream -> follow(stream, learner.id(), id));
  }

  private Subscription follow(EventStream stream, String learnerId, String id)
      throws WorkspaceFailure {
    Runnable changed = () -> stream.offer("workspace", () -> newest(stream, learnerId, id));
    Subscription subscription = workspaces.watch(learnerId, id, view -> changed.run());
    changed.run();
    return subscription;
  }

  private byte[] newest(EventStream stream, String learnerId, String id) {
    try {
      WorkspaceView view = workspaces.find(learnerId, id);
      if (view.state() == WorkspaceState.CLOSED || view.state() == WorkspaceState.FAILED) {
        stream.finish();
      }
      return streams.frame("workspace", WorkspaceJson.of(view));
    } catch (WorkspaceFailure forgotten) {
      stream.finish();
      return EventStream.NOTHING_TO_SAY;
    }
  }

  private void ofImages(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    streams.open(ctx, learner, gate.address(ctx.req()), this::followImages);
  }

  private Subscription followImages(EventStream stream) {
    Subscription subscription = images.watch(status -> offer(stream, status.image()));
    images.all().stream().map(ImageStatus::image).forEach(image -> offer(stream, image));
    return subscription;
  }

  private void offer(EventStream stream, String image) {
    stream.offer(image, () -> streams.frame("image", ImageJson.of(images.status(image))));
  }
}
