package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.content.LabCatalog;
import io.sidelab.engine.Subscription;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.workshop.Joined;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.WorkshopState;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceState;
import io.sidelab.workspace.WorkspaceView;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The API of classes, as learners use it. */
final class ClassRoutes {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");

  private final Gate gate;
  private final EventStreams streams;
  private final Json json;
  private final Workshops workshops;
  private final Parts parts;
  private final Supplier<LabCatalog> labs;

  ClassRoutes(Gate gate, EventStreams streams, Json json, Parts parts) {
    this.gate = gate;
    this.streams = streams;
    this.json = json;
    this.parts = parts;
    this.workshops = parts.workshops();
    this.labs = parts.labs();
  }

  void add(RoutesConfig routes) {
    routes.post("/api/classes", this::join);
    routes.post("/api/classes/return", this::comeBack);
    routes.get("/api/classes/{id}", this::look);
    routes.get("/api/classes/{id}/events", this::events);
    routes.post("/api/classes/{id}/hand", this::hand);
    routes.post("/api/classes/{id}/code", this::renewCode);
    routes.post("/api/classes/{id}/labs/{lab}/start", this::start);
    routes.post("/api/workspaces/{id}/steps/{step}/shown", this::shown);
  }

  private record Join(String code, String name) {}

  /**
   * @param id of the class
   * @param personalCode to come back by; only now, and not for one who is in already
   */
  private record Entered(String id, Optional<String> personalCode) {}

  private void join(Context ctx) throws Refusal, WorkshopFailure {
    gate.admitCode(ctx.req());
    Join body = json.read(ctx, Join.class);
    Learner learner = gate.learner(ctx.req(), ctx.res());
    workshops.joining().find(body.code());
    gate.remember(learner);
    Joined joined = workshops.joining().join(learner.id(), body.code(), body.name());
    ctx.status(201).json(new Entered(joined.participant().workshopId(), joined.personalCode()));
  }

  private record ComeBack(String code, String personalCode) {}

  private void comeBack(Context ctx) throws Refusal, WorkshopFailure {
    gate.admitCode(ctx.req());
    ComeBack body = json.read(ctx, ComeBack.class);
    ParticipantRecord participant = workshops.joining().recognise(body.code(), body.personalCode());
    Optional<Learner> before = gate.known(ctx.req());
    boolean same = before.filter(one -> one.id().equals(participant.learnerId())).isPresent();
    if (!same) {
      if (before.isPresent()) {
        workshops.joining().refuseIfBusy(before.get().id(), participant);
      }
      workshops.joining().returned(participant, gate.renew(ctx.req(), ctx.res()));
    }
    ctx.json(new Entered(participant.workshopId(), Optional.empty()));
  }

  private void look(Context ctx) throws Refusal, WorkshopFailure {
    ctx.json(look(gate.learner(ctx.req(), ctx.res()).id(), ctx.pathParam("id")));
  }

  private ClassJson look(String learnerId, String id) throws WorkshopFailure {
    return ClassJson.of(workshops.attendance().look(learnerId, id), labs.get());
  }

  private void events(Context ctx) throws Refusal, WorkshopFailure, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    String id = ctx.pathParam("id");
    workshops.attendance().look(learner.id(), id);
    streams.open(ctx, learner, gate.address(ctx.req()), stream -> follow(stream, learner, id));
  }

  private Subscription follow(EventStream stream, Learner learner, String id) {
    Runnable changed = () -> stream.offer("class", () -> newest(stream, learner.id(), id));
    try {
      Subscription subscription = workshops.attendance().enter(learner.id(), id, changed);
      changed.run();
      return subscription;
    } catch (WorkshopFailure gone) {
      stream.finish();
      return () -> {};
    }
  }

  private byte[] newest(EventStream stream, String learnerId, String id) {
    try {
      ClassJson now = look(learnerId, id);
      if (now.state().equalsIgnoreCase(WorkshopState.ENDED.name())) {
        stream.finish();
      }
      return streams.frame("class", now);
    } catch (WorkshopFailure deleted) {
      stream.finish();
      return EventStream.NOTHING_TO_SAY;
    }
  }

  private record Hand(boolean raised) {}

  private void hand(Context ctx) throws Refusal, WorkshopFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    workshops
        .attendance()
        .hand(learner.id(), ctx.pathParam("id"), json.read(ctx, Hand.class).raised());
    ctx.status(204);
  }

  private record PersonalCode(String personalCode) {}

  private void renewCode(Context ctx) throws Refusal, WorkshopFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    ctx.json(new PersonalCode(workshops.joining().renewOwn(learner.id(), ctx.pathParam("id"))));
  }

  private void start(Context ctx) throws Refusal, WorkshopFailure, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitStart(ctx.req(), learner);
    WorkspaceView view =
        workshops.attendance().start(learner.id(), ctx.pathParam("id"), ctx.pathParam("lab"));
    ctx.header("Location", "/api/workspaces/" + view.id());
    ctx.status(view.state() == WorkspaceState.QUEUED ? 202 : 201).json(WorkspaceJson.of(view));
  }

  private void shown(Context ctx) throws Refusal, WorkshopFailure, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    WorkspaceView view = parts.workspaces().find(learner.id(), ctx.pathParam("id"));
    String step = ctx.pathParam("step");
    if (!NUMBER.matcher(step).matches()) {
      throw Refusal.notFound("A step of a lab is a number.");
    }
    gate.admitEngineWork(learner);
    workshops.attendance().looksAt(view, Integer.parseInt(step));
    ctx.status(204);
  }
}
