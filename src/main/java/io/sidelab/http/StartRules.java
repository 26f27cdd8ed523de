package io.sidelab.http;

import io.javalin.http.Context;
import io.sidelab.http.SelfStudy.Rule;
import io.sidelab.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;

/**
 * Who may start a lab on their own. Learners of a workshop have been let in by it already, so what
 * starts labs for them does not ask here.
 */
final class StartRules {
  private final SelfStudy selfStudy;
  private final Store store;
  private final SignIns signIns;
  private final Clock clock;

  StartRules(SelfStudy selfStudy, SignIns signIns, Parts parts) {
    this.selfStudy = selfStudy;
    this.store = parts.store();
    this.signIns = signIns;
    this.clock = parts.clock();
  }

  /** Whether the learner may start any lab without a workshop. */
  boolean mayStart(Learner learner, Context ctx) {
    return switch (selfStudy.rule()) {
      case OPEN -> true;
      case CODE -> store.admittedToSelfStudy(learner.id()) || signIns.find(ctx).isPresent();
      case SIGNED_IN -> store.hasSignedIn(learner.id()) || signIns.find(ctx).isPresent();
    };
  }

  /** Refuses who may not, with what to do about it. */
  void check(Learner learner, Context ctx) throws Refusal {
    if (mayStart(learner, ctx)) {
      return;
    }
    if (selfStudy.rule() == Rule.CODE) {
      throw new Refusal(
          403,
          "code_needed",
          "This server asks for a code before your first lab. Whoever runs it has the code.");
    }
    throw new Refusal(
        403,
        "sign_in_needed",
        "Only who is signed in starts labs here. If you are in a workshop, open its link.");
  }

  /** Lets a learner in for good who knows the code. */
  void enter(Learner learner, String code) throws Refusal {
    String right =
        selfStudy
            .code()
            .filter(known -> selfStudy.rule() == Rule.CODE)
            .orElseThrow(() -> Refusal.notFound("This server asks for no code."));
    if (!same(right, code.strip())) {
      throw new Refusal(403, "wrong_code", "That is not the code. Look at it once more.");
    }
    store.admitToSelfStudy(learner.id(), clock.instant());
  }

  /** In a time that tells nothing of the right one but its length. */
  private static boolean same(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
