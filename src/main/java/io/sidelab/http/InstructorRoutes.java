package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.instructor.Instructor;
import io.sidelab.instructor.InstructorFailure;
import io.sidelab.instructor.Instructors;
import io.sidelab.instructor.Invitation;
import io.sidelab.instructor.Secret;
import io.sidelab.instructor.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and API of instructors' accounts, for instructors. */
final class InstructorRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(InstructorRoutes.class);

  private final SignIns signIns;
  private final SignInLimits limits;
  private final Json json;
  private final Templates templates;
  private final Instructors instructors;

  InstructorRoutes(
      SignIns signIns, SignInLimits limits, Json json, Templates templates, Parts parts) {
    this.signIns = signIns;
    this.limits = limits;
    this.json = json;
    this.templates = templates;
    this.instructors = parts.instructors();
  }

  void add(RoutesConfig routes) {
    routes.get("/instructors", this::page);
    routes.get("/api/instructors", this::list);
    routes.get("/api/instructors/invitations", this::invitations);
    routes.post("/api/instructors/invitations", this::invite);
    routes.delete("/api/instructors/invitations/{id}", this::withdraw);
    routes.get("/api/instructors/sessions", this::sessions);
    routes.delete("/api/instructors/sessions", this::endAll);
    routes.delete("/api/instructors/sessions/{id}", this::end);
    routes.post("/api/instructors/password", this::changePassword);
    routes.delete("/api/instructors/{id}", this::remove);
  }

  private void page(Context ctx) throws Refusal {
    Instructor you = signIns.require(ctx);
    boolean password = instructors.hasPassword(you);
    templates.show(ctx, "instructors", Map.of("instructor", you.name(), "password", password));
  }

  private record Person(String id, String name, Instant since, boolean you) {}

  private record People(List<Person> instructors) {}

  private void list(Context ctx) throws Refusal {
    Instructor you = signIns.require(ctx);
    ctx.json(
        new People(
            instructors.list().stream()
                .map(
                    one ->
                        new Person(
                            one.instructor().id(),
                            one.instructor().name(),
                            one.since(),
                            one.instructor().equals(you)))
                .toList()));
  }

  private void remove(Context ctx) throws Refusal, InstructorFailure {
    Instructor by = signIns.require(ctx);
    String id = ctx.pathParam("id");
    instructors.remove(id);
    if (id.equals(by.id())) {
      signIns.forget(ctx);
    }
    LOG.info("instructor {} removed instructor {}", by.id(), id);
    ctx.status(204);
  }

  private record Invited(String id, String by, Instant created, Instant expires) {}

  private record InvitedList(List<Invited> invitations) {}

  private record NewInvitation(Invited invitation, String path) {}

  private void invitations(Context ctx) throws Refusal {
    signIns.require(ctx);
    Map<String, String> names =
        instructors.list().stream()
            .collect(
                Collectors.toMap(one -> one.instructor().id(), one -> one.instructor().name()));
    ctx.json(
        new InvitedList(
            instructors.links().open().stream()
                .map(one -> invited(one, names.getOrDefault(one.inviterId(), "")))
                .toList()));
  }

  private void invite(Context ctx) throws Refusal, InstructorFailure {
    Instructor you = signIns.require(ctx);
    Secret<Invitation> made = instructors.links().invite(you);
    LOG.info("instructor {} made the invitation {}", you.id(), made.made().id());
    ctx.status(201)
        .json(new NewInvitation(invited(made.made(), you.name()), "/welcome#" + made.token()));
  }

  private static Invited invited(Invitation invitation, String by) {
    return new Invited(invitation.id(), by, invitation.created(), invitation.expires());
  }

  private void withdraw(Context ctx) throws Refusal, InstructorFailure {
    signIns.require(ctx);
    instructors.links().withdraw(ctx.pathParam("id"));
    ctx.status(204);
  }

  private record Browser(
      String id, String browser, String place, Instant since, Instant used, boolean current) {}

  private record Browsers(List<Browser> sessions) {}

  private void sessions(Context ctx) throws Refusal {
    Session current = signIns.requireSession(ctx);
    ctx.json(
        new Browsers(
            instructors.sessions().of(current.instructor()).stream()
                .map(one -> browser(one, one.id().equals(current.id())))
                .toList()));
  }

  private static Browser browser(Session session, boolean current) {
    return new Browser(
        session.id(), session.browser(), session.place(), session.since(), session.used(), current);
  }

  private void end(Context ctx) throws Refusal, InstructorFailure {
    Session current = signIns.requireSession(ctx);
    String id = ctx.pathParam("id");
    instructors.sessions().end(current.instructor(), id);
    if (id.equals(current.id())) {
      signIns.forget(ctx);
    }
    ctx.status(204);
  }

  private void endAll(Context ctx) throws Refusal {
    instructors.sessions().endAll(signIns.require(ctx));
    signIns.forget(ctx);
    ctx.status(204);
  }

  private record PasswordChange(String old, String password) {}

  private void changePassword(Context ctx) throws Refusal, InstructorFailure {
    Session current = signIns.requireSession(ctx);
    PasswordChange given = json.read(ctx, PasswordChange.class);
    limits.admitPassword(ctx.req(), current.instructor().name());
    instructors.changePassword(current, given.old(), given.password());
    LOG.info("instructor {} changed their password", current.instructor().id());
    ctx.status(204);
  }
}
