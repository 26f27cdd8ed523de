package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.instructor.Instructor;
import io.sidelab.instructor.InstructorFailure;
import io.sidelab.instructor.Instructors;
import io.sidelab.oidc.RelyingParty;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How instructors come in and go out: sign-in, one-time links, sign-out. */
final class SignInRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(SignInRoutes.class);

  /** Where instructors go who were not on their way to anywhere. */
  static final String HOME = "/instructors";

  private final SignIns signIns;
  private final SignInLimits limits;
  private final Json json;
  private final Templates templates;
  private final Instructors instructors;
  private final Parts parts;

  SignInRoutes(SignIns signIns, SignInLimits limits, Json json, Templates templates, Parts parts) {
    this.signIns = signIns;
    this.limits = limits;
    this.json = json;
    this.templates = templates;
    this.instructors = parts.instructors();
    this.parts = parts;
  }

  void add(RoutesConfig routes) {
    routes.get("/sign-in", this::signInPage);
    routes.get("/welcome", ctx -> templates.show(ctx, "welcome", Map.of()));
    routes.post("/api/sign-in", this::signIn);
    routes.post("/api/sign-out", this::signOut);
    routes.post("/api/welcome", this::join);
    routes.post("/api/welcome/link", this::checkLink);
  }

  private void signInPage(Context ctx) {
    String asked = OwnPath.of(ctx.queryParam("next"), "");
    String next = OwnPath.of(asked, HOME);
    if (signIns.find(ctx).isPresent()) {
      ctx.status(303).header("Location", next);
      return;
    }
    String provider = parts.provider().map(RelyingParty::name).orElse("");
    templates.show(ctx, "sign-in", Map.of("next", next, "asked", asked, "provider", provider));
  }

  private record Credentials(String name, String password) {}

  private void signIn(Context ctx) throws Refusal, InstructorFailure {
    Credentials given = json.read(ctx, Credentials.class);
    limits.admitPassword(ctx.req(), given.name());
    Instructor instructor = instructors.identify(given.name(), given.password());
    signIns.open(ctx, instructor);
    LOG.info("instructor {} signed in", instructor.id());
    ctx.json(instructor);
  }

  private void signOut(Context ctx) {
    signIns.close(ctx);
    ctx.status(204);
  }

  private record Joining(String token, String name, String password) {}

  private void join(Context ctx) throws Refusal, InstructorFailure {
    Joining given = json.read(ctx, Joining.class);
    limits.admitSecret(ctx.req());
    Instructor instructor = instructors.join(given.token(), given.name(), given.password());
    signIns.open(ctx, instructor);
    LOG.info("instructor {} made an account by a link", instructor.id());
    ctx.status(201).json(instructor);
  }

  private record Link(String token) {}

  /** Says before somebody thinks of a password whether the link is still good. */
  private void checkLink(Context ctx) throws Refusal, InstructorFailure {
    Link given = json.read(ctx, Link.class);
    limits.admitSecret(ctx.req());
    instructors.links().check(given.token());
    ctx.status(204);
  }
}
