package io.sidelab.http;

import io.sidelab.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What every request and socket has to pass before anything is done for it. */
final class Gate {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;
  private final HostCheck hosts;
  private final OriginCheck origins;
  private final LearnerCookies cookies;
  private final boolean openMetrics;
  private final Buckets addresses;
  private final Buckets learners;
  private final Buckets engineWork;
  private final Buckets startsByLearner;
  private final Buckets startsByAddress;
  private final Buckets codes;
  private final long maxBodyBytes;

  Gate(HttpSettings settings, Store store, Clock clock) {
    AccessSettings access = settings.access();
    RateSettings rates = settings.rates();
    this.callers = new Callers(access.trustedProxies());
    this.hosts = new HostCheck(access);
    this.origins = new OriginCheck(access.publicOrigins());
    this.cookies = new LearnerCookies(store, access.secureCookie(), clock);
    this.openMetrics = access.openMetrics();
    this.addresses = new Buckets(rates.address(), rates.tracked());
    this.learners = new Buckets(rates.learner(), rates.tracked());
    this.engineWork = new Buckets(rates.engine(), rates.tracked());
    this.startsByLearner = new Buckets(rates.startsPerLearner(), rates.tracked());
    this.startsByAddress = new Buckets(rates.startsPerAddress(), rates.tracked());
    this.codes = new Buckets(rates.codes(), rates.tracked());
    this.maxBodyBytes = settings.maxBodyBytes();
  }

  /** For every request: its host, its rate, where it comes from and what it carries. */
  void admit(HttpServletRequest request) throws Refusal {
    Caller caller = arrive(request);
    if (request.getHeader("X-HTTP-Method-Override") != null) {
      throw new Refusal(400, "bad_request", "Use the method itself, not a header that names it.");
    }
    if (!READING.contains(request.getMethod())) {
      origins.check(request, caller.secure());
      checkBody(request);
    }
  }

  /** For a socket: as for a changing request. Nobody is made a learner by it. */
  Optional<Learner> admitSocket(HttpServletRequest request) throws Refusal {
    origins.check(request, arrive(request).secure());
    return known(request);
  }

  /** The learner of an admitted request, if known already. */
  Optional<Learner> known(HttpServletRequest request) throws Refusal {
    Optional<Learner> known = cookies.find(request);
    if (known.isPresent()) {
      learners.take(known.get().id());
    }
    return known;
  }

  /** For a socket that is nobody's: as for a changing request. */
  void admitStranger(HttpServletRequest request) throws Refusal {
    origins.check(request, arrive(request).secure());
  }

  private Caller arrive(HttpServletRequest request) throws Refusal {
    hosts.check(request);
    Caller caller = callers.of(request);
    addresses.take(caller.key());
    return caller;
  }

  /** The learner of an admitted request, who is made one now if need be. */
  Learner learner(HttpServletRequest request, HttpServletResponse response) throws Refusal {
    Optional<Learner> known = known(request);
    if (known.isPresent()) {
      return known.get();
    }
    return cookies.welcome(request, response, callers.of(request).secure());
  }

  /** Keeps a learner who begins to own something. */
  void remember(Learner learner) {
    cookies.remember(learner);
  }

  /**
   * Gives the browser a new cookie, whoever it was before; returns the hash of its secret, for
   * whoever knows whose it is to be.
   */
  String renew(HttpServletRequest request, HttpServletResponse response) {
    return cookies.welcome(request, response, callers.of(request).secure()).secretHash();
  }

  /** Before a code is tried that somebody could guess. */
  void admitCode(HttpServletRequest request) throws Refusal {
    codes.take(callers.of(request).key());
  }

  /** Where a request came from, as limits count it. */
  String address(HttpServletRequest request) {
    return callers.of(request).key();
  }

  /** Who sent a request that has been admitted. */
  Caller caller(HttpServletRequest request) {
    return callers.of(request);
  }

  /** Before a workspace is started. */
  void admitStart(HttpServletRequest request, Learner learner) throws Refusal {
    startsByLearner.take(learner.id());
    startsByAddress.take(callers.of(request).key());
    cookies.remember(learner);
  }

  /** Before work of the engine that a learner waits for. */
  void admitEngineWork(Learner learner) throws Refusal {
    engineWork.take(learner.id());
  }

  void admitMetrics(HttpServletRequest request) throws Refusal {
    if (!openMetrics && !callers.of(request).local()) {
      throw new Refusal(
          403,
          "forbidden",
          "Metrics are shown to programs on this host only; a setting opens them.");
    }
  }

  private void checkBody(HttpServletRequest request) throws Refusal {
    long length = request.getContentLengthLong();
    if (length > maxBodyBytes) {
      throw new Refusal(413, "too_large", "The request is longer than " + maxBodyBytes + " bytes.");
    }
    boolean hasBody = length > 0 || request.getHeader("Transfer-Encoding") != null;
    if (hasBody && !json(request.getContentType())) {
      throw new Refusal(
          415, "not_json", "Send the body as JSON, with Content-Type: application/json.");
    }
  }

  private static boolean json(String type) {
    return type != null
        && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
