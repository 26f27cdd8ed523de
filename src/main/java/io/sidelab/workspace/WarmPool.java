package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.store.StoreException;
import io.sidelab.terminal.Terminal;
import io.sidelab.workspace.Warmth.LabWarmth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workspaces of nobody that wait for learners of a cohort, with their prompts. They are started
 * like others, in the cohort's held places; whoever claims one gets it under the registry's lock
 * and its own. Its lock guards the wishes only and is held for moments; nothing else is taken with
 * it.
 */
final class WarmPool {
  /** The owner of those that wait; learners' identifiers are longer and made of random bytes. */
  static final String OWNER = "warm";

  private static final Logger LOG = LoggerFactory.getLogger(WarmPool.class);

  /** Of the workers' eight threads, learners and ends need most. */
  private static final int AT_ONCE = 2;

  /** A prompt comes within a second or two; a machine without a shell has none to wait for. */
  private static final Duration PROMPT_PATIENCE = Duration.ofSeconds(10);

  private final Registry registry;
  private final Admission admission;
  private final WorkspaceFactory factory;
  private final Arrivals arrivals;
  private final Endings endings;
  private final Duration cohortReturn;
  private final Clock clock;
  private final SerialQueue work;
  private final AtomicBoolean filling = new AtomicBoolean();
  private final List<WarmWish> wishes = new ArrayList<>();
  private final Instant begun;
  private volatile boolean stopping;

  WarmPool(
      Registry registry,
      Admission admission,
      WorkspaceFactory factory,
      Arrivals arrivals,
      Endings endings,
      Duration cohortReturn,
      WorkspaceThreads threads,
      Clock clock) {
    this.registry = registry;
    this.admission = admission;
    this.factory = factory;
    this.arrivals = arrivals;
    this.endings = endings;
    this.cohortReturn = cohortReturn;
    this.clock = clock;
    this.work = new SerialQueue(threads.workers());
    this.begun = clock.instant();
  }

  void want(String cohort, Lab lab, int count) {
    synchronized (this) {
      WarmWish wish =
          wishes.stream()
              .filter(one -> one.isOf(Optional.of(cohort), lab.id()))
              .findFirst()
              .orElseGet(() -> added(new WarmWish(cohort, lab)));
      wish.ask(count);
    }
    fill();
  }

  private WarmWish added(WarmWish wish) {
    wishes.add(wish);
    return wish;
  }

  /** Ends what waits for the cohort's learners. */
  void release(String cohort) {
    synchronized (this) {
      wishes.removeIf(wish -> wish.cohort.equals(cohort));
    }
    pooled(one -> one.cohort().filter(cohort::equals).isPresent())
        .forEach(one -> endings.endPooled(one, EndReason.NOT_NEEDED));
  }

  /** Starts no more. */
  void stop() {
    stopping = true;
  }

  /**
   * Takes a workspace for the learner: a ready one, or else one that is starting, which is ready
   * sooner than a new one. Nobody else gets the same.
   */
  Optional<Workspace> claim(String learnerId, Lab lab, StartTerms terms) throws WorkspaceFailure {
    if (terms.cohort().isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<Workspace> claimed =
        registry.claim(
            learnerId,
            one -> waits(one) && one.cohort().equals(terms.cohort()) && has(one, lab),
            one -> one.becomesOf(learnerId, now, terms.time()));
    claimed.ifPresent(workspace -> handOver(workspace, terms));
    return claimed;
  }

  private static boolean has(Workspace workspace, Lab lab) {
    return workspace.lab().id().equals(lab.id());
  }

  private void handOver(Workspace workspace, StartTerms terms) {
    oneLess(workspace);
    if (terms.recorded()) {
      factory.record(workspace);
    }
    workspace.announce();
    LOG.info(
        "workspace {}: warm lab {} is learner {}'s",
        workspace.id(),
        workspace.lab().id(),
        workspace.learnerId());
  }

  /** A learner waits for room that the cohort's own pool takes: one that waits ends for them. */
  void makeWay(Workspace queued) {
    if (queued.cohort().isEmpty()) {
      return;
    }
    pooled(one -> one.cohort().equals(queued.cohort())).stream()
        .filter(one -> endings.endPooled(one, EndReason.NOT_NEEDED))
        .findFirst()
        .ifPresent(this::oneLess);
  }

  private synchronized void oneLess(Workspace workspace) {
    wishes.stream().filter(wish -> wish.isFor(workspace)).forEach(WarmWish::oneLess);
  }

  synchronized List<LabWarmth> warmth(String cohort) {
    return wishes.stream()
        .filter(wish -> wish.cohort.equals(cohort))
        .map(
            wish -> {
              List<Workspace> its = pooled(wish::isFor);
              int ready = (int) its.stream().filter(this::warm).count();
              return new LabWarmth(
                  wish.lab.id(),
                  wish.wanted,
                  ready,
                  its.size() - ready,
                  wish.failed,
                  wish.lastReason);
            })
        .toList();
  }

  /** Ends what an earlier server warmed for a cohort that is not held again; fills the others. */
  void sweep() {
    if (!clock.instant().isBefore(begun.plus(cohortReturn))) {
      pooled(one -> one.cohort().filter(admission::holdsSeats).isEmpty())
          .forEach(one -> endings.endPooled(one, EndReason.NOT_NEEDED));
    }
    fill();
  }

  /** Nothing is left of a workspace; one of the pool's that ended by itself has failed. */
  void over(Workspace workspace) {
    EndReason end = workspace.end().orElse(EndReason.NOT_NEEDED);
    if (workspace.pooled() && (end == EndReason.START_FAILED || end == EndReason.MACHINES_LOST)) {
      failed(workspace, workspace.message());
    }
    fill();
  }

  private synchronized void failed(Workspace workspace, String reason) {
    wishes.stream().filter(wish -> wish.isFor(workspace)).forEach(wish -> wish.fail(reason));
  }

  /** Looks whether more are wanted; returns at once. One look at a time, and one waits at most. */
  void fill() {
    if (!stopping && !wishes().isEmpty() && filling.compareAndSet(false, true)) {
      work.add(
          () -> {
            filling.set(false);
            wishes().forEach(this::fill);
          });
    }
  }

  private synchronized List<WarmWish> wishes() {
    return List.copyOf(wishes);
  }

  private synchronized int missing(WarmWish wish) {
    boolean asked = wishes.contains(wish);
    int there = pooled(wish::isFor).size();
    return !asked || (wish.givenUp() && there < wish.wanted) ? 0 : wish.wanted - there;
  }

  private void fill(WarmWish wish) {
    int missing = missing(wish);
    if (missing < 0) {
      pooled(wish::isFor).stream()
          .sorted((one, other) -> Boolean.compare(warm(one), warm(other)))
          .limit(-missing)
          .forEach(one -> endings.endPooled(one, EndReason.NOT_NEEDED));
    }
    int free = AT_ONCE - (int) pooled(one -> !warm(one)).stream().count();
    for (int made = 0; made < Math.min(missing, free) && start(wish); made++) {
      LOG.debug("the pool of {} grows", wish.lab.id());
    }
  }

  /** Whether there was a place. */
  private boolean start(WarmWish wish) {
    if (stopping || admission.seatsLeft(wish.cohort) == 0) {
      return false;
    }
    StartTerms terms = new StartTerms(Optional.of(wish.cohort), Optional.empty(), false);
    Workspace workspace = factory.fresh(OWNER, wish.lab, terms);
    workspace.watch(this::fill);
    registry.adopt(workspace);
    boolean entered = false;
    try {
      entered = arrivals.enterSeat(workspace);
    } catch (StoreException failure) {
      failed(workspace, failure.getMessage());
    }
    if (!entered) {
      registry.forget(workspace);
      workspace.terminals().forEach(Terminal::close);
    } else if (stopping) {
      endings.end(workspace, EndReason.SERVER_STOPPED);
    } else if (!wishes().contains(wish)) {
      endings.endPooled(workspace, EndReason.NOT_NEEDED); // Released while it entered.
    }
    return entered;
  }

  /** Whether a learner would have a prompt at once. */
  private boolean warm(Workspace workspace) {
    return workspace.state() == WorkspaceState.READY
        && (workspace.machines().stream().anyMatch(one -> one.promptMillis().isPresent())
            || clock.instant().isAfter(workspace.lifetime().created().plus(PROMPT_PATIENCE)));
  }

  private static boolean waits(Workspace workspace) {
    return workspace.pooled() && workspace.live();
  }

  private List<Workspace> pooled(Predicate<Workspace> which) {
    return registry.all().stream().filter(one -> waits(one) && which.test(one)).toList();
  }
}
