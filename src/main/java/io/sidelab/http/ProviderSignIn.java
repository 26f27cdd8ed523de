package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.instructor.Identities;
import io.sidelab.instructor.Instructor;
import io.sidelab.oidc.Answer;
import io.sidelab.oidc.Arrival;
import io.sidelab.oidc.OidcFailure;
import io.sidelab.oidc.Person;
import io.sidelab.oidc.RelyingParty;
import io.sidelab.store.Store;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sign-in at the organisation's provider: away to it, and back. Who comes back is an instructor if
 * the provider says so, and else a learner who has signed in. Without a provider there are no such
 * addresses.
 */
final class ProviderSignIn {
  static final String PATH = "/sign-in/oidc";

  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);

  /** A class of forty from one address asks twice each, and some begin again. */
  private static final RateLimit PER_ADDRESS = RateLimit.perMinute(200);

  private final Gate gate;
  private final SignIns signIns;
  private final Templates templates;
  private final Optional<RelyingParty> configured;
  private final Identities identities;
  private final Store store;
  private final Clock clock;
  private final ProviderCookie cookie;
  private final PublicAddress address;
  private final Buckets addresses;

  ProviderSignIn(
      Gate gate, SignIns signIns, HttpSettings settings, Templates templates, Parts parts) {
    this.gate = gate;
    this.signIns = signIns;
    this.templates = templates;
    this.configured = parts.provider();
    this.identities = parts.instructors().identities();
    this.store = parts.store();
    this.clock = parts.clock();
    this.cookie = new ProviderCookie(settings.access().secureCookie());
    this.address = new PublicAddress(settings.access());
    this.addresses = new Buckets(PER_ADDRESS, settings.rates().tracked());
  }

  void add(RoutesConfig routes) {
    configured.ifPresent(
        provider -> {
          routes.get(PATH, ctx -> depart(ctx, provider));
          routes.get(PATH + "/return", ctx -> arrive(ctx, provider));
          routes.get(PATH + "/done", ctx -> done(ctx, provider));
        });
  }

  private void depart(Context ctx, RelyingParty provider) throws Refusal {
    addresses.take(gate.address(ctx.req()));
    boolean encrypted = gate.caller(ctx.req()).secure();
    String browser = cookie.read(ctx.req()).stream().findFirst().orElseGet(provider::browserSecret);
    String redirect = address.of(ctx.req(), encrypted) + PATH + "/return";
    try {
      URI there = provider.depart(browser, redirect, OwnPath.of(ctx.queryParam("next"), ""));
      ctx.res().addHeader("Set-Cookie", cookie.written(browser, encrypted));
      ctx.status(303).header("Location", there.toString());
    } catch (OidcFailure failure) {
      explain(ctx, failure, provider);
    }
  }

  private void arrive(Context ctx, RelyingParty provider) throws Refusal {
    addresses.take(gate.address(ctx.req()));
    try {
      Arrival arrival = provider.arrive(cookie.read(ctx.req()), answer(ctx));
      if (arrival.person().instructor()) {
        welcomeInstructor(ctx, arrival);
      } else {
        welcomeLearner(ctx, arrival, provider);
      }
    } catch (OidcFailure failure) {
      explain(ctx, failure, provider);
    }
  }

  private static Answer answer(Context ctx) {
    return new Answer(
        Optional.ofNullable(ctx.queryParam("state")),
        Optional.ofNullable(ctx.queryParam("code")),
        Optional.ofNullable(ctx.queryParam("iss")),
        Optional.ofNullable(ctx.queryParam("error")),
        Optional.ofNullable(ctx.queryParam("error_description")));
  }

  private void welcomeInstructor(Context ctx, Arrival arrival) {
    Person person = arrival.person();
    Instructor instructor = identities.admit(person.issuer(), person.subject(), person.name());
    signIns.open(ctx, instructor);
    LOG.info("instructor {} signed in at the provider", instructor.id());
    ctx.status(303).header("Location", OwnPath.of(arrival.next(), SignInRoutes.HOME));
  }

  private void welcomeLearner(Context ctx, Arrival arrival, RelyingParty provider) throws Refusal {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.remember(learner);
    store.recordSignedIn(learner.id(), clock.instant());
    Person person = arrival.person();
    if (identities.dismiss(person.issuer(), person.subject())) {
      LOG.info("an instructor signed in at the provider and is none any more");
      noInstructor(ctx, provider);
      return;
    }
    String next = URLEncoder.encode(arrival.next(), StandardCharsets.UTF_8);
    ctx.status(303).header("Location", PATH + "/done?next=" + next);
  }

  private void noInstructor(Context ctx, RelyingParty provider) {
    message(
        ctx,
        new MessagePage(
            403,
            "You are no instructor here any more",
            provider.name()
                + " does not call you one now, and your sessions as one have ended. You are signed"
                + " in as a learner. If that is a mistake, tell whoever runs this server.",
            "/",
            "All labs"));
  }

  /** An address of its own, since that of the return works once and a reload would fail. */
  private void done(Context ctx, RelyingParty provider) throws Refusal {
    String next = OwnPath.of(ctx.queryParam("next"), "/");
    Optional<Learner> learner = gate.known(ctx.req());
    if (learner.isEmpty() || !store.hasSignedIn(learner.get().id())) {
      ctx.status(303).header("Location", "/sign-in");
      return;
    }
    boolean instructorsOnly =
        List.of("/instructors", "/workshops").stream().anyMatch(next::startsWith);
    message(
        ctx,
        new MessagePage(
            0,
            "You are signed in",
            "This server knows from "
                + provider.name()
                + " who you are, and this browser may start labs here. Preparing workshops is for"
                + " instructors; if you are one, tell whoever runs this server.",
            instructorsOnly ? "/" : next,
            instructorsOnly ? "All labs" : "Go on"));
  }

  private void explain(Context ctx, OidcFailure failure, RelyingParty provider) {
    MessagePage page = ProviderTexts.page(failure.reason(), provider.name());
    // What a person did is no trouble of the operator's, and must not look like it.
    Level level = page.status() < 500 ? Level.INFO : Level.WARN;
    LOG.atLevel(level)
        .log("sign-in at the provider: {} {}", failure.reason(), failure.getMessage());
    message(ctx, page);
  }

  private void message(Context ctx, MessagePage page) {
    if (page.status() > 0) {
      ctx.status(page.status());
    }
    templates.message(ctx, page);
  }
}
