package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The way in for learners who know the code of self-study. */
final class SelfStudyRoutes {
  private final Gate gate;
  private final StartRules rules;
  private final SignInLimits limits;
  private final Json json;

  /**
   * @param limits of these codes alone: a class that mistypes them must not keep its instructor
   *     from signing in
   */
  SelfStudyRoutes(Gate gate, StartRules rules, SignInLimits limits, Json json) {
    this.gate = gate;
    this.rules = rules;
    this.limits = limits;
    this.json = json;
  }

  void add(RoutesConfig routes) {
    routes.post("/api/self-study", this::enter);
  }

  private record Entry(String code) {}

  private void enter(Context ctx) throws Refusal {
    Entry given = json.read(ctx, Entry.class);
    Learner learner = gate.learner(ctx.req(), ctx.res());
    limits.admitSecret(ctx.req());
    rules.enter(learner, given.code());
    ctx.status(204);
  }
}
