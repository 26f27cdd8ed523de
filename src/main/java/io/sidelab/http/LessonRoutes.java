package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.instructor.Instructor;
import io.sidelab.workshop.Lesson;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.WorkspaceFailure;
import java.util.Optional;

/** The API of a class while it works, for its instructor. */
final class LessonRoutes {
  private final Gate gate;
  private final SignIns signIns;
  private final Json json;
  private final Workshops workshops;

  LessonRoutes(Gate gate, SignIns signIns, Json json, Parts parts) {
    this.gate = gate;
    this.signIns = signIns;
    this.json = json;
    this.workshops = parts.workshops();
  }

  void add(RoutesConfig routes) {
    String one = "/api/workshops/{id}";
    String learner = one + "/learners/{learner}";
    routes.get(one + "/tower", this::tower);
    routes.post(one + "/pause", ctx -> pause(ctx, true));
    routes.post(one + "/resume", ctx -> pause(ctx, false));
    routes.post(one + "/place", this::move);
    routes.post(one + "/messages", this::say);
    routes.post(one + "/extend", this::extendAll);
    routes.put(one + "/broadcast", this::broadcast);
    routes.delete(one + "/broadcast", this::endBroadcast);
    routes.post(learner + "/extend", this::extend);
    routes.post(learner + "/machines/{machine}/reset", this::reset);
    routes.delete(learner + "/hand", this::lowerHand);
    routes.post(learner + "/code", this::renewCode);
    routes.delete(learner, this::remove);
  }

  private void tower(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    ctx.json(TowerJson.of(workshops.tower().look(instructor.id(), id(ctx)), workshops));
  }

  private void pause(Context ctx, boolean paused) throws Refusal, WorkshopFailure {
    lesson().pause(signIns.require(ctx).id(), id(ctx), paused);
    ctx.status(204);
  }

  private record Place(String lab, int step) {}

  private void move(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    Place body = json.read(ctx, Place.class);
    lesson().move(instructor.id(), id(ctx), body.lab(), body.step());
    ctx.status(204);
  }

  /**
   * @param learner to whom; an empty text for all
   */
  private record Message(String learner, boolean command, String text) {}

  private void say(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    Message body = json.read(ctx, Message.class);
    Optional<String> learner = Optional.of(body.learner()).filter(one -> !one.isEmpty());
    lesson().say(instructor.id(), id(ctx), learner, body.command(), body.text());
    ctx.status(204);
  }

  private record Given(int given) {}

  private void extendAll(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(new Given(lesson().extendAll(signIns.require(ctx).id(), id(ctx))));
  }

  private record Broadcast(String terminal) {}

  /** A terminal is an instructor's as a learner, by the other cookie of the same browser. */
  private void broadcast(Context ctx) throws Refusal, WorkshopFailure, WorkspaceFailure {
    Instructor instructor = signIns.require(ctx);
    String learnerId = gate.known(ctx.req()).map(Learner::id).orElse("");
    String terminal = json.read(ctx, Broadcast.class).terminal();
    lesson().broadcast(instructor.id(), learnerId, id(ctx), terminal);
    ctx.status(204);
  }

  private void endBroadcast(Context ctx) throws Refusal, WorkshopFailure {
    lesson().endBroadcast(signIns.require(ctx).id(), id(ctx));
    ctx.status(204);
  }

  private void extend(Context ctx) throws Refusal, WorkshopFailure, WorkspaceFailure {
    lesson().extend(signIns.require(ctx).id(), id(ctx), learner(ctx));
    ctx.status(204);
  }

  private void reset(Context ctx) throws Refusal, WorkshopFailure, WorkspaceFailure {
    lesson().reset(signIns.require(ctx).id(), id(ctx), learner(ctx), ctx.pathParam("machine"));
    ctx.status(204);
  }

  private void lowerHand(Context ctx) throws Refusal, WorkshopFailure {
    lesson().lowerHand(signIns.require(ctx).id(), id(ctx), learner(ctx));
    ctx.status(204);
  }

  private record PersonalCode(String personalCode) {}

  private void renewCode(Context ctx) throws Refusal, WorkshopFailure {
    Instructor instructor = signIns.require(ctx);
    ctx.json(new PersonalCode(workshops.joining().renew(instructor.id(), id(ctx), learner(ctx))));
  }

  private void remove(Context ctx) throws Refusal, WorkshopFailure {
    lesson().remove(signIns.require(ctx).id(), id(ctx), learner(ctx));
    ctx.status(204);
  }

  private Lesson lesson() {
    return workshops.lesson();
  }

  private static String id(Context ctx) {
    return ctx.pathParam("id");
  }

  private static String learner(Context ctx) {
    return ctx.pathParam("learner");
  }
}
