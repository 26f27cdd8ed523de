package io.sidelab.rehearsal;

import io.sidelab.content.Lab;
import io.sidelab.rehearsal.RehearsalReport.Phase;
import io.sidelab.robot.ClassRobot;
import io.sidelab.robot.Patience;
import io.sidelab.workspace.Solutions;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One rehearsal from its first robot to its last trace. One thread runs it; any may ask. */
final class Rehearsal {
  /** The host at rest, to tell what robots use from what others use. */
  private static final int LOOKS_BEFORE = 3;

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Readers think longer, but also rehearse for longer. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Two see more keys than one, and load next to nothing. */
  private static final int PROBES = 2;

  /** They only hand on what arrives; the robots' own threads do the work. */
  private static final int CARRIERS = 4;

  private final Play play;
  private final Tally tally;
  private final HostWatch host;
  private final Leaving leaving;
  private final Clock clock;
  private final Instant started;
  private final Set<String> names = new LinkedHashSet<>();
  private volatile Phase phase = Phase.JOINING;
  private volatile String end = "";
  private volatile Optional<Instant> ended = Optional.empty();
  private volatile String left = "";
  private volatile boolean stopped;

  /**
   * What is played.
   *
   * @param code to join by
   * @param places for workspaces of this server
   */
  record Play(
      URI server,
      Solutions solutions,
      String code,
      int learners,
      List<Lab> labs,
      Duration longest,
      int places) {}

  Rehearsal(Play play, HostWatch host, Leaving leaving, Clock clock) {
    this.play = play;
    this.tally = new Tally(play.labs().stream().map(Lab::id).toList());
    this.host = host;
    this.leaving = leaving;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Plays it; returns when nothing of it is left, or nothing more can be done about it. */
  void run() {
    AtomicInteger carrier = new AtomicInteger();
    ExecutorService carriers =
        Executors.newFixedThreadPool(
            CARRIERS,
            work -> new Thread(work, "sidelab-rehearsal-client-" + carrier.incrementAndGet()));
    try {
      perform(HttpClient.newBuilder().executor(carriers).build());
    } catch (InterruptedException interrupted) {
      end = "It was stopped with the server.";
    } finally {
      phase = Phase.LEAVING;
      List<String> remaining = leaving.remove(names);
      carriers.shutdownNow();
      left =
          remaining.isEmpty()
              ? ""
              : "Still in the workshop: " + String.join(", ", remaining) + ". Remove them there.";
    }
  }

  private void perform(HttpClient client) throws InterruptedException {
    for (int look = 0; look < LOOKS_BEFORE && !stopped; look++) {
      host.look();
      pause();
    }
    Robots robots = new Robots(joined(client), play.labs(), tally);
    if (stopped) {
      end = "It was stopped.";
      return;
    }
    phase = Phase.PLAYING;
    host.work();
    long latest = System.nanoTime() + play.longest().toNanos();
    robots.start();
    try {
      while (!robots.await(LOOK) && end.isEmpty()) {
        host.look();
        end = reasonToEnd(latest);
      }
    } finally {
      robots.stop();
    }
    if (end.isEmpty()) {
      end = "All robots are through.";
    }
  }

  private String reasonToEnd(long latest) {
    if (stopped) {
      return "It was stopped.";
    }
    return System.nanoTime() - latest < 0 ? "" : "Its time was over before all were through.";
  }

  /** Robots that joined, one after another: together they stay below the rate of a class. */
  private List<ClassRobot> joined(HttpClient client) throws InterruptedException {
    List<ClassRobot> in = new ArrayList<>();
    for (int number = 1; number <= play.learners() && !stopped; number++) {
      ClassRobot robot =
          new ClassRobot(
              client,
              play.server(),
              "Robot " + number,
              play.solutions(),
              patience(),
              PAUSE,
              number <= PROBES);
      Optional<String> refused = robot.join(play.code());
      if (robot.mayBeIn()) {
        names.add(robot.name());
      }
      if (refused.isEmpty()) {
        tally.joined();
        in.add(robot);
      } else {
        tally.notJoined(robot.name(), refused.get());
      }
    }
    return in;
  }

  /** A start waits in line behind all others, and as long as the rehearsal lasts. */
  private Patience patience() {
    Patience usual = Patience.defaults();
    return new Patience(play.longest(), usual.prompt(), usual.line(), usual.run(), usual.verdict());
  }

  private static void pause() throws InterruptedException {
    LockSupport.parkNanos(LOOK.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Ends it soon. */
  void stop() {
    stopped = true;
  }

  /** Nothing more comes, and the workshop is as it was. */
  void over() {
    ended = Optional.of(clock.instant());
    phase = Phase.OVER;
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  RehearsalReport report() {
    RehearsalReport.HostUse use = host.use();
    return new RehearsalReport(
        phase,
        end,
        started,
        ended,
        play.learners(),
        tally.joinedCount(),
        tally.throughCount(),
        tally.passedCount(),
        tally.failedCount(),
        tally.ready(),
        tally.echo(),
        tally.failures(),
        tally.labs(),
        use,
        Scarcity.of(use, tally.joinedCount(), play.places()),
        left);
  }
}
